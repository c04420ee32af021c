import type {Target} from '../../core/acting/target.ts';
import {gageShelf} from './gage.ts';
import {guildShelf} from './guild.ts';
import type {Shelf} from './move.ts';
import {nativeShelf} from './native.ts';

/** The shelf of a run; null where its tracker has none. */
export function shelfOf(target: Target): Shelf | null {
	if (target.format === 'xtui') return nativeShelf(target);
	if (target.format === 'guild') return guildShelf(target);
	if (target.format === 'gage') return gageShelf(target);
	return null;
}
