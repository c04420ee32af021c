/** Maps values to a share of a chart's height: `makeScale`. */

export type ScaleKind = 'linear' | 'log' | 'symlog';

export interface Scale {
	kind: ScaleKind;
	low: number;
	high: number;
	/** symlog: below this size it is about linear. */
	threshold: number;
	/** The one value that everything has, where that is so. */
	constant?: number;
	/** True where the ends that were asked for hold no value, and all are shown instead. */
	ignoresLimits?: boolean;
	/** 0 at `low`, 1 at `high`, beyond that outside; -Infinity for what a logarithm does not have. */
	share(value: number): number;
	/** The value at a share. */
	at(share: number): number;
}

interface Bend {
	bend(value: number): number;
	unbend(bent: number): number;
}

function bendOf(kind: ScaleKind, threshold: number): Bend {
	if (kind === 'log')
		return {bend: value => (value > 0 ? Math.log10(value) : Number.NEGATIVE_INFINITY), unbend: bent => 10 ** bent};
	// Webber, "A bi-symmetric log transformation for wide-range data" (2013): linear around zero, logarithmic far from it.
	if (kind === 'symlog') {
		return {
			bend: value => Math.sign(value) * Math.log10(1 + Math.abs(value) / threshold),
			unbend: bent => Math.sign(bent) * threshold * (10 ** Math.abs(bent) - 1),
		};
	}
	return {bend: value => value, unbend: bent => bent};
}

/** A scale from `low` to `high`; where they are equal, everything lies in the middle. A log scale needs `low` > 0. */
export function makeScale(kind: ScaleKind, low: number, high: number, threshold = 1): Scale {
	const {bend, unbend} = bendOf(kind, threshold);
	const start = bend(low);
	const span = bend(high) - start;
	// The difference of two finite numbers may be infinite: then halves are compared.
	const factor = Number.isFinite(span) ? 1 : 0.5;
	const safeSpan = factor === 1 ? span : bend(high) * factor - start * factor;
	return {
		kind,
		low,
		high,
		threshold,
		share: safeSpan > 0 ? value => (bend(value) * factor - start * factor) / safeSpan : () => 0.5,
		at: share => (safeSpan > 0 ? unbend((start * factor + share * safeSpan) / factor) : low),
	};
}
