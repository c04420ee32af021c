import {colorOf, type Role, roles} from '../../draw/style.ts';
import type {Rgb} from './rgb.ts';

/** Red and green of the colours that stand for roles: nearly black, and nobody's choice for anything. */
const marker = 0x010000;

/** The colour to give an Ink element so that it is drawn in a role's colour ('#0100NN', where NN is the role's number). */
export const inkColor = (role: Role): string => `#${(marker + colorOf(role)).toString(16).padStart(6, '0')}`;

/** The number of the role that such a colour stands for, or -1. */
export function roleOfMarker(rgb: Rgb): number {
	const role = rgb - marker;
	return role >= 0 && role < roles.length ? role : -1;
}
