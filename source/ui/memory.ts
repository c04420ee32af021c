import {ChartMemory} from './charts/chart-memory.ts';
import {ListMemory} from './runs/list-memory.ts';

/** What the screen remembers from frame to frame so that nothing jumps. Nothing of it is state: a new one only settles anew. */
export class ScreenMemory {
	readonly list = new ListMemory();
	readonly charts = new ChartMemory();
}
