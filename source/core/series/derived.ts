import {Growth} from './growth.ts';
import {Series} from './series.ts';

/**
 * Series made from others, kept up as those grow: `alongTime` and `alongMetric` have other x in place of steps. They have pyramids of their
 * own, so that drawing them costs as little as drawing what was logged. Where only the values are others, see `smoothed.ts`.
 */
export interface Derived {
	/** The derived series as of now; the same object as long as its sources only grow. */
	follow(): Series;
}

/** What a derived series is made by: hands new points to `out`, from where it stopped the last time. */
type Extend = (out: Series) => void;

function derive(sources: readonly Series[], begin: () => Extend): Derived {
	const growths = sources.map(source => new Growth(source));
	let out = new Series('sort');
	let extend = begin();
	return {
		follow() {
			const others = growths.map(growth => growth.look());
			if (others.includes(true)) {
				out = new Series('sort');
				extend = begin();
			}
			extend(out);
			out.settle();
			return out;
		},
	};
}

/** Points ordered by wall time, for clocks that were set back; what has no time is left out. Steps are milliseconds. */
export function alongTime(series: Series): Derived {
	return derive([series], () => {
		let done = 0;
		return out => {
			const {walls, values} = series;
			for (; walls !== null && done < series.length; done++) {
				const wall = walls.at(done);
				if (Number.isFinite(wall)) out.push(wall, wall, values.at(done));
			}
		};
	});
}

/**
 * A metric over another one: points of both at the same step, ordered by the other's value. Where the two share no step, each point has
 * the other's latest earlier value, as when a counter is logged less often. What has no finite x is left out.
 */
export function alongMetric(series: Series, x: Series): Derived {
	const joined = derive([series, x], () => joinSteps(series, x));
	return {
		follow() {
			const shared = joined.follow();
			return shared.length > 0 ? shared : carryOver(series, x);
		},
	};
}

function pushAt(out: Series, x: number, series: Series, index: number): void {
	if (Number.isFinite(x)) out.push(x, series.walls?.at(index) ?? Number.NaN, series.values.at(index));
}

/** Goes through both by step, and waits at the end of the one that is behind. */
function joinSteps(series: Series, x: Series): Extend {
	let i = 0;
	let j = 0;
	return out => {
		while (i < series.length && j < x.length) {
			const away = series.steps.at(i) - x.steps.at(j);
			if (away === 0) pushAt(out, x.values.at(j), series, i);
			if (away <= 0) i++;
			if (away >= 0) j++;
		}
	};
}

/** Each point at the latest earlier x. Made anew each time: it ends with the first step that both have. */
function carryOver(series: Series, x: Series): Series {
	const out = new Series('sort');
	let j = -1;
	for (let i = 0; i < series.length; i++) {
		while (j + 1 < x.length && x.steps.at(j + 1) <= series.steps.at(i)) j++;
		if (j >= 0) pushAt(out, x.values.at(j), series, i);
	}
	out.settle();
	return out;
}
