import type {Target} from '../../../core/acting/target.ts';
import {gagePlace} from './gage.ts';
import {guildPlace} from './guild.ts';
import type {WordPlace} from './place.ts';
import {xmanPlace} from './xman.ts';

/** Where the tracker of a run keeps what people say of it; null where it has no documented place. */
export function wordPlaceOf(target: Target): WordPlace | null {
	if (target.format === 'guild') return guildPlace(target.path);
	if (target.format === 'gage') return gagePlace(target);
	return target.format === 'xman' ? xmanPlace(target.path) : null;
}
