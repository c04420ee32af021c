import type {Direction} from '../table/metrics/direction.ts';
import {formatChange, fullText, hasShare, type TextOptions} from '../text/units.ts';

/** How a value differs from that of the first run. */
export interface Delta {
	absolute: number;
	/** Of the base's size, in per cent; null where the base is 0, or so small beside the value that no number holds it. */
	percent: number | null;
	/** Null where nothing tells which way is better, or both are equal. */
	better: boolean | null;
}

/** Null where one of both is no finite number. */
export function deltaOf(value: number, base: number, direction: Direction | null): Delta | null {
	if (!Number.isFinite(value) || !Number.isFinite(base)) return null;
	const absolute = value - base;
	const percent = base === 0 ? (absolute === 0 ? 0 : null) : (absolute / Math.abs(base)) * 100;
	return {
		absolute,
		percent: percent !== null && Number.isFinite(percent) ? percent : null,
		better: direction === null || absolute === 0 ? null : direction === 'down' ? absolute < 0 : absolute > 0,
	};
}

/** A change as a part of the first value: `+126 %`, `×12`; '' beside a value of 0, or of nearly that, where the difference alone tells something. */
export function shareText({percent}: Delta, value: number, base: number, options: TextOptions = fullText): string {
	return percent === null || !hasShare(value, base) ? '' : formatChange(value, base, options);
}
