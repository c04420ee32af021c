import type {Made} from '../../core/files/files.ts';
import type {HealthMark} from '../../core/health/mark.ts';
import type {Counters} from '../../core/progress/progress.ts';
import type {MetricTable} from '../../core/row.ts';
import type {Problem, RunFacts} from '../../core/run.ts';
import type {Claim, MetricDefinition} from '../../formats/format.ts';
import type {SilenceLimit} from '../liveness/silence-limit.ts';
import type {Stamps} from './stamps.ts';

/** All that a list shows of a run that goes on no more, without its points: kept from one start to the next. Plain data. */
export interface KeptReading {
	stamps: Stamps;
	/**
	 * Its claim, paths as in the stamps, where that was the only one on its directory, and nothing below is looked at or was found there: as long as
	 * all that the stamps name is as it was, the directory need not be listed.
	 */
	sole: Pick<Claim, 'files' | 'ownsSubtree'> | null;
	/** What the files' own times say of its life; see `WatchedFiles`. */
	times: {modifiedAtMs: number; appendedAtMs: number; made: Made | null};
	/** Those that say anything. */
	facts: Partial<RunFacts>;
	/** Numbers in a plain array, which is packed and unpacked in half of the time. */
	table: Pick<MetricTable, 'names'> & {values: number[]};
	counters: Counters;
	silence: SilenceLimit;
	definitions: [string, MetricDefinition][];
	problems: Problem[];
	health: HealthMark[];
}

/** What stands for a run's points while they are not read. */
export interface Asleep extends Pick<KeptReading, 'counters' | 'silence'> {
	table: MetricTable;
	/** Reads the points after all. */
	read(): void;
}
