import type {Made} from '../../core/files/files.ts';
import type {HealthMark} from '../../core/health/mark.ts';
import type {Counters} from '../../core/progress/progress.ts';
import type {MetricTable} from '../../core/row.ts';
import type {Problem, RunFacts} from '../../core/run.ts';
import type {Claim, MetricDefinition} from '../../formats/format.ts';
import type {StoreMark} from '../../formats/stores/store-mark.ts';
import type {SilenceLimit} from '../liveness/signs/silence-limit.ts';
import type {KeptFindings} from '../model/findings.ts';
import type {KeptPoints} from './kept-points.ts';
import type {Stamps} from './stamps.ts';

/** What one source has read of runs that go on no more: kept from one start to the next. Plain data. */
export interface KeptReading {
	stamps: Stamps;
	/**
	 * Its claim, paths as in the stamps, where that was the only one on its directory, and nothing below is looked at or was found there: as long as
	 * all that the stamps name is as it was, the directory need not be listed. Where it has a depth, only under a root that is as far above it.
	 */
	sole: (Pick<Claim, 'files' | 'ownsSubtree'> & {depth: number | null}) | null;
	/** What was claimed, as JSON, where other sources tell of its runs as well: that depends on what others have claimed around it. */
	claim: string | null;
	/** What the files' own times say of its life; see `WatchedFiles`. */
	times: {modifiedAtMs: number; appendedAtMs: number; made: Made | null; bornAtMs: number};
	bytesRead: number;
	/** A store of runs has any number of them, each other source one. */
	runs: KeptRun[];
	/** By what a store that has changed is known again; null for others. */
	mark: StoreMark | null;
	/** True where it has other runs as well, or where no stamp tells that it has not changed: only by the mark is known what stands. */
	isPart: boolean;
}

interface KeptFacts {
	/** What of its source it is, '' where that is the run itself. */
	key: string;
	/** Those that say anything. */
	facts: Partial<RunFacts>;
	definitions: [string, MetricDefinition][];
	problems: Problem[];
	/** Of it and others, so that the points of neither are read for that. */
	findings: KeptFindings;
}

/** All that a list shows of a run, without its points. */
export interface KeptRow extends KeptFacts {
	/** Numbers in a plain array, which is packed and unpacked in half of the time. */
	table: Pick<MetricTable, 'names'> & {values: number[]};
	counters: Counters;
	/** Null where its files prove how it ended, so that nobody asks. */
	silence: SilenceLimit | null;
	health: HealthMark[];
}

/** The points of a run that other sources tell of as well: what is shown follows from all of them together. */
export interface KeptLayer extends KeptFacts {
	points: KeptPoints;
}

export type KeptRun = KeptRow | KeptLayer;

/** What stands for a run's points while they are not read. */
export interface Asleep extends Pick<KeptRow, 'counters' | 'silence'> {
	table: MetricTable;
	/** Reads the points after all. */
	read(): void;
}
