import type {LineResult} from '../line-result.ts';

/** Rows behind a dict that say nothing of its names before it is taken for one of settings. */
const fewestRows = 3;

/** What a dict before all rows holds. */
export type FirstKind = 'settings' | 'values';

/**
 * Learns whether a dict that is printed before all rows holds settings, `{'depth': 12, 'width': 64}`: rows follow, and none of them has one of its
 * names. The only values of a log may be printed so too, and those that come seldom.
 */
export class FirstDict {
	private readonly names = new Set<string>();
	private rows = 0;
	private isOver = false;

	/** @param known what an earlier reading has taken it for, null where there was none */
	constructor(private readonly known: FirstKind | null) {}

	/** Takes what a line says; what it shows the dicts before the rows to be, null where that is not known or no other. */
	take({metrics, perhapsSettings}: LineResult): FirstKind | null {
		for (const name of perhapsSettings) this.names.add(name);
		if (this.isOver || perhapsSettings.length > 0 || metrics.length === 0) return null;
		if (this.names.size === 0 || this.known === 'values') this.isOver = true;
		else if (metrics.some(({name}) => this.names.has(name))) {
			this.isOver = true;
			return this.known === 'settings' ? 'values' : null;
		} else if (this.known === null && ++this.rows === fewestRows) {
			this.isOver = true;
			return 'settings';
		}
		return null;
	}
}
