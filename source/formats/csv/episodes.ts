import {stemOf} from '../plain/files-source.ts';
import {isMonitorName, isNumberedMonitor} from '../plain/names/part-names.ts';

const [rewardColumn, lengthColumn, timeColumn] = [0, 1, 2];

/** How many environments a training has that write a monitor each; a monitor without a number has the only one. */
export const environmentsOf = (path: string, paths: () => readonly string[]): number =>
	isNumberedMonitor(stemOf(path)) ? paths().filter(each => isNumberedMonitor(stemOf(each))).length : 1;

/**
 * Time steps of a training at the ends of the episodes of one of its environments, as Stable Baselines counts them for its plots
 * (`results_plotter.ts2xy`): the lengths of all so far. Others that work meanwhile have done as many.
 */
export class Episodes {
	private steps = 0;

	constructor(
		private readonly path: string,
		readonly environments: number,
	) {}

	/**
	 * The time step at which the episode in a row ended; null where the table is none of episodes.
	 * @param row from 0, also where the writer was started anew
	 */
	stepOf(row: number, names: readonly string[], lengthOf: (column: number) => number): number | null {
		const isMonitor = names[rewardColumn] === 'r' && names[lengthColumn] === 'l' && names[timeColumn] === 't';
		if (!isMonitor || !isMonitorName(stemOf(this.path))) return null;
		const length = lengthOf(lengthColumn);
		this.steps = (row === 0 ? 0 : this.steps) + (length > 0 ? length : 0);
		return this.steps * this.environments;
	}
}
