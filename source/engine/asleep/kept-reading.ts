import type {Made} from '../../core/files/files.ts';
import type {HealthMark} from '../../core/health/mark.ts';
import type {Counters} from '../../core/progress/progress.ts';
import type {MetricTable} from '../../core/row.ts';
import type {Problem, RunFacts} from '../../core/run.ts';
import type {Claim, MetricDefinition} from '../../formats/format.ts';
import type {SilenceLimit} from '../liveness/silence-limit.ts';
import type {KeptPoints} from './kept-points.ts';
import type {Stamps} from './stamps.ts';

/** What one source has read of a run that goes on no more: kept from one start to the next. Plain data. */
interface KeptSource {
	stamps: Stamps;
	/**
	 * Its claim, paths as in the stamps, where that was the only one on its directory, and nothing below is looked at or was found there: as long as
	 * all that the stamps name is as it was, the directory need not be listed.
	 */
	sole: Pick<Claim, 'files' | 'ownsSubtree'> | null;
	/** What the files' own times say of its life; see `WatchedFiles`. */
	times: {modifiedAtMs: number; appendedAtMs: number; made: Made | null; bornAtMs: number};
	/** Those that say anything. */
	facts: Partial<RunFacts>;
	definitions: [string, MetricDefinition][];
	problems: Problem[];
}

/** The same with all that a list shows of the run, without its points. */
export interface KeptRow extends KeptSource {
	/** Numbers in a plain array, which is packed and unpacked in half of the time. */
	table: Pick<MetricTable, 'names'> & {values: number[]};
	counters: Counters;
	silence: SilenceLimit;
	health: HealthMark[];
}

/** The same with the points, of a run that other sources tell of as well: what is shown follows from all of them together. */
export interface KeptLayer extends KeptSource {
	/** What was claimed, as JSON: that depends on what others have claimed around it. */
	claim: string;
	points: KeptPoints;
}

export type KeptReading = KeptRow | KeptLayer;

/** What stands for a run's points while they are not read. */
export interface Asleep extends Pick<KeptRow, 'counters' | 'silence'> {
	table: MetricTable;
	/** Reads the points after all. */
	read(): void;
}
