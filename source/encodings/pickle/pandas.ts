import {bytesOf} from './bytes.ts';
import {numpyValue} from './numpy.ts';
import {NumberArray, PickleNode, type PickleValue} from './values.ts';

/** pandas' tables from the arrays that they are pickled with: blocks of columns that have one type. */

/** A pickle of a few bytes can name one block any number of times. */
const mostCells = 5_000_000;

/** A DataFrame as its columns by name; undefined where it is written in a way that is not known. */
export function frameColumns(frame: PickleNode): Map<PickleValue, PickleValue> | undefined {
	const manager = managerOf(frame);
	const axis = manager === undefined ? undefined : labelsOf(manager.axes[0]);
	if (manager === undefined || axis === undefined) return undefined;
	const columns = new Array<PickleValue | undefined>(axis.length).fill(undefined);
	const rowLabels = growing(labelsOf(manager.axes[1]));
	let cells = 0;
	for (const {values, placement} of manager.blocks) {
		const array = arrayOf(values);
		const places = placesOf(placement);
		if (places === undefined) return undefined;
		if (array === undefined) {
			// Categories, times with a zone: there are columns of these names, of which the values are not read.
			for (const place of places) if (place < columns.length) columns[place] = values;
			continue;
		}
		cells += array.values.length;
		const [rows = 0, length = 0] = array.shape.length === 1 ? [1, array.values.length] : array.shape;
		if (cells > mostCells || array.shape.length > 2 || rows !== places.length) return undefined;
		for (const [row, place] of places.entries())
			if (place < columns.length)
				columns[place] = labelled(array.type, array.values.slice(row * length, (row + 1) * length), rowLabels);
	}
	const named = new Map(columns.map((column, at) => [axis[at] ?? null, column ?? null]));
	// Two columns may have one name.
	return columns.includes(undefined) || named.size < columns.length ? undefined : named;
}

/** A Series as the array of its values. */
export function seriesValues(series: PickleNode): NumberArray | undefined {
	const manager = managerOf(series);
	const [block, ...others] = manager?.blocks ?? [];
	const array = block === undefined || others.length > 0 ? undefined : arrayOf(block.values);
	return array?.shape.length === 1 ? labelled(array.type, array.values, growing(labelsOf(manager?.axes[0]))) : array;
}

function labelled(type: NumberArray['type'], values: NumberArray['values'], labels: number[] | null): NumberArray {
	return new NumberArray(type, [values.length], values, labels?.length === values.length ? labels : null);
}

/** Labels of rows that are whole numbers, each above the one before, as epochs are; null for any others. */
function growing(labels: readonly PickleValue[] | undefined): number[] | null {
	const isGrowing = labels?.every(
		(label, at) => Number.isSafeInteger(label) && (at === 0 || (label as number) > (labels[at - 1] as number)),
	);
	return isGrowing === true ? (labels as number[]) : null;
}

interface Manager {
	axes: PickleValue[];
	blocks: {values: PickleValue; placement: PickleValue}[];
}

/** Made of (blocks, axes) since pandas 1.3; before, and for a Series still, its state names them under the version that they came with. */
function managerOf({state}: PickleNode): Manager | undefined {
	if (!(state instanceof Map)) return undefined;
	const manager = state.get('_mgr') ?? state.get('_data');
	if (!(manager instanceof PickleNode)) return undefined;
	const [made, axes] = manager.args;
	if (Array.isArray(made) && Array.isArray(axes)) {
		const blocks = made.map(block => (block instanceof PickleNode ? block.args : []));
		return {axes, blocks: blocks.map(([values = null, placement = null]) => ({values, placement}))};
	}
	const versions = Array.isArray(manager.state) ? manager.state[3] : undefined;
	const named = versions instanceof Map ? versions.get('0.14.1') : undefined;
	if (!(named instanceof Map)) return undefined;
	const blocks = named.get('blocks');
	const axesNamed = named.get('axes');
	if (!Array.isArray(blocks) || !Array.isArray(axesNamed)) return undefined;
	const entries = blocks.map(block => (block instanceof Map ? block : new Map<PickleValue, PickleValue>()));
	return {
		axes: axesNamed,
		blocks: entries.map(block => ({values: block.get('values') ?? null, placement: block.get('mgr_locs') ?? null})),
	};
}

/** An array of numpy, or one of pandas that wraps one without changing what its values are, as that of texts. */
function arrayOf(value: PickleValue | undefined): NumberArray | undefined {
	if (!(value instanceof PickleNode)) return undefined;
	if (value.className.startsWith('numpy.')) {
		const array = numpyValue(value, value.shortName);
		return array instanceof NumberArray ? array : undefined;
	}
	const [kind] = value.args;
	const wrapsTexts = kind instanceof Object && 'name' in kind && kind.name === 'StringArray';
	return wrapsTexts && Array.isArray(value.state) ? arrayOf(value.state.find(part => isArray(part))) : undefined;
}

function isArray(value: PickleValue): boolean {
	return value instanceof PickleNode && value.className.startsWith('numpy.') && bytesOf(value) === undefined;
}

/** Names of the columns: an Index made by _new_Index(class, {data, …}), or a range. */
function labelsOf(index: PickleValue | undefined): PickleValue[] | undefined {
	const about = index instanceof PickleNode ? index.args[1] : undefined;
	if (!(about instanceof Map)) return undefined;
	const range = rangeOf(about.get('start'), about.get('stop'), about.get('step'));
	return range ?? arrayOf(about.get('data'))?.values;
}

/** A slice, or an array of places. */
function placesOf(placement: PickleValue): number[] | undefined {
	if (!(placement instanceof PickleNode)) return undefined;
	if (placement.shortName === 'slice') return rangeOf(...placement.args);
	const places = arrayOf(placement)?.values;
	return places?.every(place => typeof place === 'number' && place >= 0) === true ? (places as number[]) : undefined;
}

function rangeOf(start?: PickleValue, stop?: PickleValue, step: PickleValue = 1): number[] | undefined {
	if (typeof start !== 'number' || typeof stop !== 'number') return undefined;
	const by = typeof step === 'number' ? step : 1;
	const length = Math.max(0, Math.ceil((stop - start) / by));
	return start < 0 || length > mostCells ? undefined : Array.from({length}, (_, at) => start + at * by);
}
