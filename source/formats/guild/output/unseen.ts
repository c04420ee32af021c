import type {RunRecord} from '../attributes/record.ts';
import type {OutputPoint} from './output-point.ts';
import {isOtherStyle} from './output-rule.ts';

/**
 * True for a line that Guild has seen otherwise than it stands in the stored output. It reads what comes on the two streams apart (guild/op_util.py)
 * and stores both in one file, where a line may begin with what the other stream has left without an end: `start` and `step: 0` are stored as
 * `startstep: 0`. By its rule it would have recorded that name, as it does for all but flags, unless the project has a rule of its own. Where it
 * recorded others, an indented line is none of its values either. What a pattern of the project takes may stand anywhere in a line.
 *
 * @param hasLosses true where the record is damaged: what it lacks may have been in it, so a whole word in front belongs to the name
 */
export function isUnseen(
	{name, form, ruled}: OutputPoint,
	recorded: ReadonlySet<string>,
	{attributes, outputScalars}: Pick<RunRecord, 'attributes' | 'outputScalars'>,
	hasLosses: boolean,
): boolean {
	if (recorded.size === 0) return false;
	if (ruled !== undefined || isOtherStyle(form) || outputScalars.isOwn) return false;
	if (form === 'indented') return true;
	if (form !== 'released' || Object.hasOwn(attributes.map('flags'), name)) return false;
	return ['step', ...recorded].some(other => {
		if (other === '' || other === name || !name.endsWith(other)) return false;
		return !hasLosses || !/[_./-]/.test(name.charAt(name.length - other.length - 1));
	});
}

/**
 * True for a value behind the last that the record has of its name, where its end is lost: Guild recorded it as well. That tells a step that the
 * output says; where it says none, only git HEAD's Guild counts them, and that takes values by its wider rule.
 *
 * @param lastSteps the last step of each name in the record
 * @param isCounted true where the record has steps of its own and the output says none
 */
export function isLost(
	{name, form, isImplied, step, ruled}: OutputPoint,
	lastSteps: ReadonlyMap<string, number>,
	isCounted: boolean,
): boolean {
	const wasTaken = isImplied
		? isCounted && (form === 'released' || form === 'wider')
		: form === 'released' || ruled?.isGuilds === true;
	return wasTaken && step > (lastSteps.get(name) ?? Number.POSITIVE_INFINITY);
}
