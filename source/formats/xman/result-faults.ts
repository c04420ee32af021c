import type {FileAccess} from '../../core/files/files.ts';
import {fileNames} from './layout.ts';
import {absenceOf, type Saved, tooLarge} from './saved.ts';
import type {SavedState} from './state.ts';

/** What is wrong with `.pipeline_result`, and what that costs; null where nothing is. */
export function faultOfResult(files: FileAccess, directory: string, saved: Saved, {pipeline}: SavedState): string | null {
	if (saved.present) {
		const hasFailed = typeof pipeline?.error === 'string';
		return faultOfSaved(fileNames.result, saved, hasFailed ? 'its pipeline ended in an error, maybe while it saved this' : null);
	}
	// xman saves what the pipeline returned, None as well, before it says that it finished (xman/pipeline.py since 0.1.0).
	const isMissing = pipeline?.finished === true && typeof pipeline.error !== 'string' && !pipeline.holdsResult;
	if (!isMissing) return null;
	const absence = absenceOf(files, `${directory}/${fileNames.result}`);
	return `${absence}, though its pipeline finished, which saves what it returned: its metrics are lost, and xman cannot load the result; restore the file from a copy`;
}

/**
 * The same of a result that is there, or of one that a person gave (`.manual_result`).
 * @param cause how the damage may have come about, where that is known
 */
export function faultOfSaved(
	name: string,
	{damage, isTooLarge, bytes, value}: Saved,
	cause: string | null = null,
): string | null {
	if (isTooLarge) return tooLarge(name, bytes, 'its metrics are not shown');
	if (damage === null) return null;
	const shown = value === undefined ? 'nothing of it is shown' : 'what can still be read of it is shown';
	return `${damage}: ${shown}, and xman cannot load it; ${cause ?? 'restore the file from a copy'}`;
}
