import type {ResolveContext} from '../fields/candidates.ts';
import type {Field} from '../fields/field.ts';
import {resolveField} from '../fields/resolve.ts';
import type {FieldName} from '../language/syntax.ts';

/** What is written instead of a field to group by all that differs but the seed; which settings that is only the runs tell. */
export const butSeed = 'but-seed';

/** A level of groups. */
export type GroupBy = Field | typeof butSeed;

/** What a name behind `group:` means. A setting that is really called so is asked for as `cfg.but-seed`. */
export function resolveGroup(name: FieldName, context: ResolveContext): GroupBy {
	const isPlain = name.scope === 'any' && name.suffix === null && name.step === null;
	return isPlain && name.name.toLowerCase() === butSeed ? butSeed : resolveField(name, context);
}
