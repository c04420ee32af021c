import type {LineResult} from '../line-result.ts';

/** Rows behind a dict that say nothing of its names before it is known to be one of settings. */
const fewestRows = 3;

/**
 * Learns whether a dict that is printed before all rows holds settings, `{'depth': 12, 'width': 64}`: rows follow, and none of them has one of its
 * names. The only values of a log may be printed so too.
 */
export class FirstDict {
	private readonly names = new Set<string>();
	private rows = 0;
	private isOver = false;

	/** Takes what a line says; true where it shows that the dicts before the rows were settings. */
	take({metrics, isPerhapsSettings}: LineResult): boolean {
		if (this.isOver || metrics.length === 0) return false;
		if (isPerhapsSettings) {
			for (const {name} of metrics) this.names.add(name);
			return false;
		}
		this.isOver = this.names.size === 0 || metrics.some(({name}) => this.names.has(name)) || ++this.rows === fewestRows;
		return this.rows === fewestRows;
	}
}
