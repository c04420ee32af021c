import type {RunLook} from '../../draw/palette.ts';
import type {State} from '../../store/state.ts';
import type {Brush} from '../scene.ts';
import type {ChartMemory} from './chart-memory.ts';
import type {ChartsPlan} from './plan-charts.ts';

/**
 * The brush by which runs of these looks are told apart. In pairs the patterns of lines tell training from validation, so that colours alone
 * tell the runs: where two runs share one, each line has its letter, as where there is no colour.
 */
export function tellRuns(brush: Brush, isPaired: boolean, looks: readonly RunLook[]): Brush {
	const hues = new Set(looks.map(({role}) => role));
	return isPaired && hues.size < looks.length ? {...brush, color: false} : brush;
}

/** The same for the runs of a page of charts. */
export function tellRunsOf({charts}: ChartsPlan, memory: ChartMemory, state: State, brush: Brush): Brush {
	if (!charts.some(({pair}) => pair)) return brush;
	const runs = new Set(charts.flatMap(({requests}) => requests.map(({run}) => run)));
	const looks = memory.looksOf([...runs], state);
	return tellRuns(
		brush,
		true,
		[...runs].flatMap(run => looks.get(String(run)) ?? []),
	);
}
