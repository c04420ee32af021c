import {directoryOf, nameOf} from '../../core/files/paths.ts';
import type {Json, JsonObject} from '../../core/run.ts';
import {type Kept, nothingKept, readRequirements} from '../kept.ts';
import {isObject} from '../values.ts';

/** A list as jsonpickle writes it: a tuple is an object with one key. */
function itemsOf(value: Json | undefined): Json[] {
	if (Array.isArray(value)) return value;
	return isObject(value) && Array.isArray(value['py/tuple']) ? value['py/tuple'] : [];
}

/** Where the copy of a source file lies: named outright, or by its MD5 (`train.py` → `_sources/train_<md5>.py`). */
function copyOf(name: string, place: string, store: string): string {
	if (!/^[0-9a-f]{32}$/.test(place)) return `${store}/${place}`;
	const base = nameOf(name);
	const dot = base.lastIndexOf('.');
	return `${store}/_sources/${dot < 0 ? base : base.slice(0, dot)}_${place}${dot < 0 ? '' : base.slice(dot)}`;
}

/** Sources and versions from `run.json`; `directory` is the run's, beside which the store keeps one copy of each file. */
export function readKept(record: JsonObject | null, directory: string): Kept {
	const experiment = isObject(record?.experiment) ? record.experiment : {};
	const store = directoryOf(directory);
	const sources = itemsOf(experiment.sources).flatMap((entry): [string, string][] => {
		const [name, place] = itemsOf(entry);
		return typeof name === 'string' && typeof place === 'string' ? [[name, copyOf(name, place, store)]] : [];
	});
	const versions = itemsOf(experiment.dependencies).filter(line => typeof line === 'string');
	return {...nothingKept, sources: new Map(sources), packages: readRequirements(versions)};
}
