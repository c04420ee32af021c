import type {JsonObject} from '../../core/run.ts';
import {standingOf} from './board.ts';
import type {Place} from './layout.ts';
import type {RunFile} from './parameters.ts';
import type {Saved} from './saved.ts';
import type {SavedState} from './state.ts';
import {mayRun, wordOf} from './status.ts';

/** xman's word for the status, with its star where a person set it. */
export function recordedWord(state: SavedState): string {
	return `${wordOf(state) ?? '?'}${state.manualStatus === null ? '' : ' *'}`;
}

/** What the details of an experiment show, by label. */
export function describeExperiment(
	{group, experiment}: Place,
	state: SavedState,
	isAlive: boolean,
	more: {run: RunFile; result: Saved; manualResult: Saved; savedAtMs: number | null; locked: boolean},
): JsonObject {
	const {run, result, manualResult, savedAtMs, locked} = more;
	const {ready} = standingOf(state, isAlive);
	const marker = state.marker ? `${state.marker} ` : '';
	const activity = wordOf(state) !== 'IN_PROGRESS' ? '' : isAlive && mayRun(state) ? ': ACTIVE' : ': IDLE';
	const restartable =
		run.damage !== null
			? 'no: its .run is damaged'
			: run.present
				? true
				: 'no: it was made without save_on_storage, so there is no .run';
	return {
		status: `${marker}Exp ${group}.${experiment} [${recordedWord(state)}${activity}] ${state.name ?? '?'} - ${state.description ?? ''}`,
		...(state.description ? {description: state.description} : {}),
		...(state.resolution === null ? {} : {resolution: state.resolution}),
		...(savedAtMs === null ? {} : {'saved at': new Date(savedAtMs).toISOString()}),
		...(run.functionName === null ? {} : {'run function': run.functionName}),
		'ready to start': ready,
		...(ready || state.pipeline?.error ? {'can be started again': restartable} : {}),
		...(locked ? {locked: 'a .lock lies in its directory: do not act on it'} : {}),
		...sizeOf('result', result),
		...sizeOf('manual result', manualResult),
		...(run.bytes > 0 ? {'bytes of .run': run.bytes} : {}),
	};
}

/** What of a large result is not shown. */
function sizeOf(label: string, {bytes, isTooLarge, isCondensed}: Saved): JsonObject {
	if (isTooLarge) return {[label]: `${bytes} bytes, too large to read`};
	return isCondensed ? {[label]: `${bytes} bytes; arrays and texts in it that are longer than 1 MiB are not read`} : {};
}
