import type {SeriesSink} from '../../format.ts';

/** Where the points of a file's columns or keys go, by their number, while its rows are about one kind of data. */
export class Sinks {
	/** Undefined where nothing was pushed yet, null where the name is left out. */
	readonly sinks: (SeriesSink | null | undefined)[] = [];
	/** Step that the last value of each was written with. */
	private readonly steps: number[] = [];

	/** True where a value of it was written with this step already, or a later one. */
	hasCome(at: number, step: number): boolean {
		return this.steps[at]! >= step;
	}

	/**
	 * True where a value may stand at this step. Where its row has a step it may; else the row was put at the step before, and must not take the
	 * place of a value that was written for that.
	 */
	takes(at: number, step: number, isWritten: boolean): boolean {
		if (!isWritten) return this.steps[at] !== step;
		this.steps[at] = step;
		return true;
	}
}

/** The same for each kind of data; '' is training. */
export class SinksByData {
	private readonly known = new Map<string, Sinks>();
	/** Most rows are about the same as the one before. */
	private last = {data: '', curve: '', sinks: new Sinks()};

	constructor() {
		this.known.set('', this.last.sinks);
	}

	/** @param curve which of several curves in the file, empty where it has one */
	of(data: string, curve = ''): Sinks {
		if (data === this.last.data && curve === this.last.curve) return this.last.sinks;
		const key = curve === '' ? data : `${data}\n${curve}`;
		const sinks = this.known.get(key) ?? new Sinks();
		this.known.set(key, sinks);
		this.last = {data, curve, sinks};
		return sinks;
	}

	clear(): void {
		this.known.clear();
		this.last = {data: '', curve: '', sinks: new Sinks()};
		this.known.set('', this.last.sinks);
	}
}

/** Where the points go of rows that hold one value and say of which metric. */
export class NamedSinks {
	private readonly known = new Map<string, {sink: SeriesSink | null; step: number}>();

	/** @param make called for a name that is new */
	at(name: string, step: number, make: (name: string) => SeriesSink | null): SeriesSink | null {
		const found = this.known.get(name);
		if (found === undefined) {
			const sink = make(name);
			this.known.set(name, {sink, step});
			return sink;
		}
		found.step = step;
		return found.sink;
	}

	/** True where a value of that name was written with this step already, or a later one. */
	hasCome(name: string, step: number): boolean {
		const found = this.known.get(name);
		return found !== undefined && found.step >= step;
	}
}
