import type {StandoutStyles} from '../../draw/plots/point.ts';
import {bold, roleStyle} from '../../draw/style.ts';

/** How runs that stand out in plots look. */
export const standoutStyles: StandoutStyles = {
	plain: roleStyle('dim'),
	good: roleStyle('better'),
	marked: roleStyle('info'),
	chosen: roleStyle('accent', bold),
};
