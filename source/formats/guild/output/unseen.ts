import type {RunRecord} from '../attributes/record.ts';
import {isOtherStyle} from './output-rule.ts';
import type {OutputPoint} from './output-scanner.ts';

/**
 * True for a line that Guild has seen otherwise than it stands in the stored output. It reads what comes on the two streams apart (guild/op_util.py)
 * and stores both in one file, where a line may begin with what the other stream has left without an end: `start` and `step: 0` are stored as
 * `startstep: 0`. By its rule it would have recorded that name, as it does for all but flags, unless the project has a rule of its own. Where it
 * recorded others, an indented line is none of its values either.
 */
export function isUnseen(
	{name, form}: OutputPoint,
	recorded: ReadonlySet<string>,
	{attributes, outputScalars}: Pick<RunRecord, 'attributes' | 'outputScalars'>,
): boolean {
	if (isOtherStyle(form) || recorded.size === 0 || outputScalars.isOwn) return false;
	if (form === 'indented') return true;
	if (form !== 'released' || Object.hasOwn(attributes.map('flags'), name)) return false;
	return ['step', ...recorded].some(other => other !== name && name.endsWith(other));
}
