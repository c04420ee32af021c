import type {TrackedRun} from '../model/tracked-run.ts';
import {type ProcessEvidence, recentMs} from './writers/evidence.ts';

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
	weigh(run: TrackedRun, found: ProcessEvidence): ProcessEvidence {
		if (this.known.size === 0) return found;
		const name = nameOf(run);
		const death = this.known.get(name);
		if (death === undefined) return found;
		const isLife = found.kind === 'writer' || found.kind === 'alive' || (found.kind === 'unknown' && found.mayBegin === true);
		if (!isLife && isAsThen(run, death)) return found.kind === 'zombie' ? found : death.evidence;
		this.known.delete(name);
		this.hasNews = true;
		return found;
	}

	/** Takes note of a death. Call with what is believed: files that go on growing have a writer, whoever was seen to go. */
	note(run: TrackedRun, believed: ProcessEvidence, nowMs: number): void {
		const evidence = proofOf(believed);
		if (evidence === null) return;
		const name = nameOf(run);
		if (this.known.has(name)) return;
		this.known.set(name, {evidence, lastSignMs: run.facts.lastSignMs, modifiedAtMs: run.modifiedAtMs, seenAtMs: nowMs});
		this.hasNews = true;
	}
}

/** What is more than that nobody holds the files open now; else null. */
function proofOf(found: ProcessEvidence): Absence | null {
	return found.kind === 'gone' || (found.kind === 'no writer' && found.why !== undefined) ? found : null;
}

const isAsThen = ({facts, modifiedAtMs}: TrackedRun, death: Death): boolean =>
	facts.lastSignMs === death.lastSignMs && modifiedAtMs === death.modifiedAtMs;
