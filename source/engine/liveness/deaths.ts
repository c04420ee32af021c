import type {TrackedRun} from '../model/tracked-run.ts';
import {type ProcessEvidence, recentMs} from './evidence.ts';

type Absence = Extract<ProcessEvidence, {kind: 'gone' | 'no writer'}>;

/** That the writer of a run was seen to go, and how its files were then: it holds until they change. Times in milliseconds since the epoch. */
interface Death {
	evidence: Absence;
	lastSignMs: number | null;
	modifiedAtMs: number;
	seenAtMs: number;
}

/** Deaths as they are kept from one start to the next, by what names the run. Plain data. */
export interface KeptDeaths {
	/** The program that has seen them. */
	readBy: string;
	deaths: [string, Death][];
}

/** One database holds many runs. */
const nameOf = ({path, id}: TrackedRun): string => `${path}\0${id}`;

/**
 * Deaths that this or an earlier start has seen. Who comes later finds others alive that may have written the run for all they know, or has to
 * wait until a file that nobody holds is not opened again.
 */
export class Deaths {
	private readonly known = new Map<string, Death>();
	/** True where some are not kept yet, or are kept and hold no more. */
	hasNews = false;

	/** Takes over what an earlier start has kept; call once. */
	load(readBy: string, kept: KeptDeaths | null): this {
		if (kept?.readBy === readBy) for (const [name, death] of kept.deaths) this.known.set(name, death);
		return this;
	}

	/** What is to be kept for the next start. */
	pack(readBy: string, nowMs: number): KeptDeaths {
		this.hasNews = false;
		// Of older ones their silence tells enough.
		return {readBy, deaths: [...this.known].filter(([, {seenAtMs}]) => nowMs - seenAtMs < recentMs)};
	}

	/** What was found now, and what that means after what was seen before. */
	weigh(run: TrackedRun, found: ProcessEvidence, nowMs: number): ProcessEvidence {
		const proof = proofOf(found);
		if (proof === null && this.known.size === 0) return found;
		const name = nameOf(run);
		const death = this.known.get(name);
		const isLife = found.kind === 'writer' || found.kind === 'alive' || (found.kind === 'unknown' && found.mayBegin === true);
		const holds = death !== undefined && !isLife && isAsThen(run, death);
		if (death !== undefined && !holds) {
			this.known.delete(name);
			this.hasNews = true;
		}
		if (proof !== null && !holds) this.note(name, run, proof, nowMs);
		return holds && found.kind !== 'zombie' ? death.evidence : found;
	}

	private note(name: string, {facts, modifiedAtMs}: TrackedRun, evidence: Absence, seenAtMs: number): void {
		this.known.set(name, {evidence, lastSignMs: facts.lastSignMs, modifiedAtMs, seenAtMs});
		this.hasNews = true;
	}
}

/** What is more than that nobody holds the files open now; else null. */
function proofOf(found: ProcessEvidence): Absence | null {
	return found.kind === 'gone' || (found.kind === 'no writer' && found.why !== undefined) ? found : null;
}

const isAsThen = ({facts, modifiedAtMs}: TrackedRun, death: Death): boolean =>
	facts.lastSignMs === death.lastSignMs && modifiedAtMs === death.modifiedAtMs;
