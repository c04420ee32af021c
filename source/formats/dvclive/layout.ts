import type {FileAccess} from '../../core/files/files.ts';
import {decodeText} from '../../encodings/text/text.ts';
import type {Listing} from '../format.ts';

/** Where a run's files are; absolute paths. */
export interface Layout {
	/** Folder of the tables of its metrics. */
	tables: string;
	/** The latest values. */
	latest: string;
	parameters: string;
	/** True for versions before 1.0 (dvclive/data/scalar.py), whose tables alone tell what they are. */
	isOld: boolean;
}

const headBytes = 512;
const deepest = 3;
const mostFolders = 32;
const laterTables = /\/plots\/metrics(?:\/|$)/;
const usualName = /^\/dvclive$/i;

/**
 * A run's layout. Since 1.0: `plots/metrics` and `metrics.json`. From 0.6 on `scalars`, before that the run's directory itself, and the latest values in
 * a file beside that which is called after it.
 */
export function layoutOf(directory: string, files: FileAccess): Layout {
	const parameters = `${directory}/params.yaml`;
	const today = {tables: `${directory}/plots/metrics`, latest: `${directory}/metrics.json`, parameters, isOld: false};
	if (files.exists(today.tables) || files.exists(today.latest)) return today;
	const scalars = `${directory}/scalars`;
	return {tables: files.exists(scalars) ? scalars : directory, latest: `${directory}.json`, parameters, isOld: true};
}

/**
 * Folders right below a directory with tables that a version before 1.0 wrote there; null where it is no run of one. A table says so: its columns
 * are time, step and the metric, by which the file is called.
 */
export function findOldFolders({path, entries}: Listing, files: FileAccess): string[] | null {
	const folders = entries.filter(({kind}) => kind === 'directory').map(({name}) => name);
	if (folders.includes('scalars')) {
		const table = findTable(`${path}/scalars`, files);
		return table !== null && oldMetricOf(`${path}/scalars`, table, files) !== null ? ['scalars'] : null;
	}
	const hasTables = entries.some(({name, kind}) => kind === 'file' && name.endsWith('.tsv'));
	// Later versions call a column after the last part of a metric alone.
	if (laterTables.test(path)) return null;
	if (!hasTables && !usualName.test(path.slice(path.lastIndexOf('/')))) return null;
	const table = findTable(path, files);
	if (table === null || oldMetricOf(path, table, files) === null) return null;
	return folders.filter(name => {
		const inner = findTable(`${path}/${name}`, files);
		return inner !== null && oldMetricOf(path, inner, files) !== null;
	});
}

/**
 * The metric of a table of such a version, by its head; null for any other table. The file is called after it, by its path below the folder of all
 * tables, without what follows the last dot in it: `with_suffix` takes "top1" off "acc.top1".
 */
export function oldMetricOf(root: string, table: string, files: FileAccess): string | null {
	const bytes = files.readRange(table, 0, headBytes);
	const [head] = bytes === null ? [] : decodeText(bytes).split(/\r?\n/);
	const [time, step, name] = head?.split('\t') ?? [];
	if (time !== 'timestamp' || step !== 'step' || name === undefined) return null;
	const stem = table.slice(root.length + 1).replace(/\.tsv$/, '');
	return name === stem || name.startsWith(`${stem}.`) ? name : null;
}

/** The first table in a folder, those right in it first; null for none. */
function findTable(root: string, files: FileAccess): string | null {
	let looked = 0;
	const look = (folder: string, depth: number): string | null => {
		const entries = looked++ < mostFolders ? (files.list(folder) ?? []) : [];
		const table = entries.find(({name, kind}) => kind === 'file' && name.endsWith('.tsv'));
		if (table !== undefined) return `${folder}/${table.name}`;
		if (depth === deepest) return null;
		for (const {name, kind} of entries) {
			const found = kind === 'directory' ? look(`${folder}/${name}`, depth + 1) : null;
			if (found !== null) return found;
		}
		return null;
	};
	return look(root, 0);
}
