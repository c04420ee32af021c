import type {JsonScanner} from '../../encodings/json/json-scan.ts';
import {isEpisode, isEpisodeLength, stepRank} from '../plain/names/step-names.ts';
import {globalNote} from '../plain/rows/global-counter.ts';
import {innerNote} from '../plain/rows/inner-counter.ts';
import type {KeyRole} from './key-roles.ts';

const fractionRank = 10_000;
/** Of what counts within epochs: just before these. */
const innerRank = stepRank('epoch') - 0.5;

/** Of what counts on where others begin anew: just before the usual ones. */
const globalRank = stepRank('step') - 0.5;

/** Which entries of a line count what; -1 for what none counts. */
export class LineCounters {
	/** Entry that counts steps. */
	stepAt = -1;
	/** Entry that counts them by a name that plans have too, where no other one does. */
	plannedAt = -1;
	epochAt = -1;
	/** Entry that may count within epochs where the step is the epoch. */
	innerAt = -1;
	/** Entry that counts through the whole run where the step may not. */
	globalAt = -1;
	private isCounting = false;
	private episodeAt = -1;
	private lengthAt = -1;
	private best = Number.MAX_SAFE_INTEGER;
	private bestInner = Number.MAX_SAFE_INTEGER;

	constructor(
		private readonly scanner: JsonScanner,
		private readonly notes: ReadonlySet<string>,
	) {}

	/** Takes an entry whose name may count something and whose value is a number. */
	take(i: number, role: KeyRole): void {
		const {path} = this.scanner.keys[i]!;
		if (isEpisodeLength(path, this.episodeAt >= 0) && !this.notes.has(innerNote(path))) {
			this.lengthAt = i;
			return;
		}
		if (isEpisode(path)) this.episodeAt = i;
		if (role.isPlanned) this.plannedAt = i;
		else if (!role.isVague) this.isCounting = true;
		if (role.isEpoch) this.epochAt = i;
		if (role.isGlobal) this.globalAt = i;
		if (role.isInner && role.stepRank < this.bestInner) {
			this.bestInner = role.stepRank;
			this.innerAt = i;
		}
		const rank = this.rankOf(i, role);
		if (rank >= this.best) return;
		this.best = rank;
		this.stepAt = i;
	}

	/** Settles what depends on all entries; `mayBeginAnew` says it of the one that counts the steps. */
	settle(mayBeginAnew: (stepAt: number) => boolean): void {
		const {stepAt, epochAt, episodeAt, lengthAt} = this;
		if (this.isCounting) this.plannedAt = -1;
		if (stepAt < 0 || stepAt !== epochAt) this.innerAt = stepAt === episodeAt ? lengthAt : -1;
		if (stepAt < 0 || !mayBeginAnew(stepAt)) this.globalAt = -1;
	}

	private rankOf(i: number, role: KeyRole): number {
		// An epoch with a fraction says how far the run is; any other counter is a better axis.
		if (role.isEpoch) return this.scanner.hasPoint(i) ? role.stepRank + fractionRank : role.stepRank;
		if (role.isGlobal && this.notes.has(globalNote)) return Math.min(role.stepRank, globalRank);
		const isInner = role.isInner && this.notes.has(innerNote(this.scanner.keys[i]!.path));
		return isInner ? Math.min(role.stepRank, innerRank) : role.stepRank;
	}
}
