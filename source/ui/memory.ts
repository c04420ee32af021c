import {ChartMemory} from './charts/chart-memory.ts';
import type {Soon} from './rank/importance-job.ts';
import {RankMemory} from './rank/rank-memory.ts';
import {ListMemory} from './runs/list-memory.ts';

/** What the screen remembers from frame to frame so that nothing jumps. Nothing of it is state: a new one only settles anew. */
export class ScreenMemory {
	readonly list = new ListMemory();
	readonly charts = new ChartMemory();
	readonly rank: RankMemory;

	/** @param soon runs a function between frames, @param onFound is called when something was found out that is worth a frame */
	constructor(soon: Soon = run => run(), onFound: () => void = () => {}) {
		this.rank = new RankMemory(soon, onFound);
	}
}
