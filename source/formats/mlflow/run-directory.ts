import type {FileAccess} from '../../core/files.ts';
import type {JsonObject} from '../../core/run.ts';
import {decodeFile} from '../../encodings/text.ts';
import {readYaml, type YamlValue} from '../../encodings/yaml.ts';
import type {Listing} from '../format.ts';

const longestMeta = 1024 * 1024;
const longestText = 64 * 1024;
const parts = new Set(['metrics', 'params', 'tags', 'artifacts', 'inputs', 'outputs']);
const deepest = 8;

/** The content of a small YAML file; null where there is none, or not a whole one yet. */
export function readMeta(path: string, files: FileAccess): {[key: string]: YamlValue} | null {
	const bytes = files.readWhole(path, longestMeta);
	if (bytes === null || bytes.length === 0) return null;
	const {value, error} = readYaml(decodeFile(bytes));
	return error !== null || value === null || typeof value !== 'object' || Array.isArray(value) ? null : value;
}

/** True for a directory of the file store that is a run: what lies below an experiment without such a meta.yaml is none. */
export function isRunDirectory({path, entries}: Listing, files: FileAccess): boolean {
	const hasMeta = entries.some(({name, kind}) => name === 'meta.yaml' && kind === 'file');
	if (!hasMeta || !entries.some(({name, kind}) => kind === 'directory' && parts.has(name))) return false;
	const bytes = files.readWhole(`${path}/meta.yaml`, longestMeta);
	return bytes !== null && /^run_(?:id|uuid):/m.test(decodeFile(bytes));
}

/** Files below a directory, with their path relative to it; names of parameters and metrics may hold slashes. */
export function listBelow(directory: string, files: FileAccess, prefix = '', depth = 0): {name: string; path: string}[] {
	const found: {name: string; path: string}[] = [];
	for (const {name, kind} of files.list(directory) ?? []) {
		const path = `${directory}/${name}`;
		if (kind === 'file') found.push({name: prefix + name, path});
		else if (kind === 'directory' && depth < deepest) found.push(...listBelow(path, files, `${prefix}${name}/`, depth + 1));
	}
	return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Content of every file below a directory, by name: parameters and tags. */
export function readTexts(directory: string, files: FileAccess): Map<string, string> {
	const texts = new Map<string, string>();
	for (const {name, path} of listBelow(directory, files)) {
		const bytes = files.readWhole(path, longestText);
		if (bytes !== null) texts.set(name, decodeFile(bytes));
	}
	return texts;
}

/** Where the run that was logged lies, by the run.lock that flexlock puts among the artifacts; null where there is none. */
export function readSavedDirectory(run: string, files: FileAccess): string | null {
	const config = readMeta(`${run}/artifacts/run.lock`, files)?.config;
	if (config === null || typeof config !== 'object' || Array.isArray(config)) return null;
	const {save_dir: directory} = config as {[key: string]: YamlValue};
	return typeof directory === 'string' && directory !== '' ? directory : null;
}

const textOf = (value: YamlValue | undefined) => (typeof value === 'string' ? value : value == null ? '' : String(value));

/** Data sets that a run was given: `inputs` links them, the experiment holds them. */
export function readDatasets(run: string, files: FileAccess): JsonObject[] {
	const experiment = run.slice(0, run.lastIndexOf('/'));
	const found: JsonObject[] = [];
	for (const {name, kind} of files.list(`${run}/inputs`) ?? []) {
		if (kind !== 'directory') continue;
		const link = readMeta(`${run}/inputs/${name}/meta.yaml`, files);
		if (link?.source_type !== 'DATASET') continue;
		const dataset = readMeta(`${experiment}/datasets/${textOf(link.source_id)}/meta.yaml`, files);
		if (dataset === null) continue;
		const about: JsonObject = {name: textOf(dataset.name), digest: textOf(dataset.digest), source: textOf(dataset.source_type)};
		const tags = link.tags;
		if (tags !== null && typeof tags === 'object' && !Array.isArray(tags) && tags['mlflow.data.context'] !== undefined)
			about.context = textOf(tags['mlflow.data.context']);
		found.push(about);
	}
	return found;
}
