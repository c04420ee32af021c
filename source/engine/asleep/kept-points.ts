import type {Superseded} from '../../core/series/earlier-attempts.ts';
import {Series} from '../../core/series/series.ts';
import type {SeriesState} from '../../core/series/series-state.ts';

type Columns = Pick<SeriesState, 'steps' | 'values' | 'walls'>;

/** Where the columns of a series begin in the numbers of all, and how long they are; `walls` is null where it has no times. */
interface Place {
	length: number;
	steps: number;
	values: number;
	walls: number | null;
}

interface KeptSeries extends Omit<SeriesState, keyof Columns | 'earlier'>, Place {
	earlier: {superseded: (Place & Pick<Superseded, 'backTo'>)[]; seams: number[]; count: number};
}

/** The points of all metrics that a source has told of a run. Plain data; what stands side by side in rows has one column of steps. */
export interface KeptPoints {
	names: string[];
	series: KeptSeries[];
	numbers: Float64Array;
}

/** Columns that the next one may be the same as: those of the rows before it. */
const mostCompared = 4;

/** Puts columns behind each other, each once. */
class Block {
	private readonly columns: Float64Array[] = [];
	private readonly latest: {column: Float64Array; at: number}[] = [];
	length = 0;

	place({steps, values, walls}: Columns): Place {
		return {length: steps.length, steps: this.add(steps), values: this.add(values), walls: walls && this.add(walls)};
	}

	private add(column: Float64Array): number {
		const known = this.latest.find(each => isSame(each.column, column));
		if (known !== undefined) return known.at;
		const at = this.length;
		this.columns.push(column);
		this.length += column.length;
		this.latest.unshift({column, at});
		if (this.latest.length > mostCompared) this.latest.pop();
		return at;
	}

	get numbers(): Float64Array {
		const all = new Float64Array(this.length);
		let at = 0;
		for (const column of this.columns) {
			all.set(column, at);
			at += column.length;
		}
		return all;
	}
}

function isSame(one: Float64Array, other: Float64Array): boolean {
	if (one.length !== other.length) return false;
	for (let i = 0; i < one.length; i++) if (!Object.is(one[i], other[i])) return false;
	return true;
}

const pointsOf = ({length, superseded}: Series): number => superseded.reduce((points, {steps}) => points + steps.length, length);

/** Points as they are now, which later ones do not change; null where these are more than `most` numbers. */
export function keepPoints(metrics: ReadonlyMap<string, Series>, most: number): KeptPoints | null {
	let points = 0;
	for (const series of metrics.values()) points += pointsOf(series);
	if (points > most) return null;
	const block = new Block();
	const series = Array.from(metrics.values(), ({state: {steps, values, walls, earlier, ...rest}}): KeptSeries => {
		const superseded = earlier.superseded.map(({backTo, ...columns}) => ({...block.place(columns), backTo}));
		return {...rest, ...block.place({steps, values, walls}), earlier: {...earlier, superseded}};
	});
	return block.length > most ? null : {names: [...metrics.keys()], series, numbers: block.numbers};
}

/** The series that these points are of, by their names. */
export function unpackPoints({names, series, numbers}: KeptPoints): Map<string, Series> {
	const columnsAt = ({length, steps, values, walls}: Place): Columns => {
		const columnAt = (at: number) => numbers.slice(at, at + length);
		return {steps: columnAt(steps), values: columnAt(values), walls: walls === null ? null : columnAt(walls)};
	};
	const unpack = ({length, steps, values, walls, earlier, ...rest}: KeptSeries): Series => {
		const superseded = earlier.superseded.map(({backTo, ...place}) => ({...columnsAt(place), backTo}));
		return Series.of({...rest, ...columnsAt({length, steps, values, walls}), earlier: {...earlier, superseded}});
	};
	return new Map(series.map((each, i) => [names[i]!, unpack(each)]));
}
