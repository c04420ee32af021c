import type {RunRow} from '../../core/row.ts';
import {formatCount, formatPercent} from '../../core/text/units.ts';
import {tellsProgress} from './tells-progress.ts';

/** How far a run is, in a line without columns: `64 %`, `step 12k` where nobody knows of how many; empty where that is nothing. */
export function progressText(row: RunRow): string {
	const {progress} = row;
	if (progress === null || !tellsProgress(row)) return '';
	if (progress.fraction !== null) return formatPercent(progress.fraction);
	return progress.step === null ? '' : `${progress.unit} ${formatCount(progress.step)}`;
}
