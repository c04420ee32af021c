import type {FileAccess} from '../../core/files/files.ts';
import type {JsonObject, Problem} from '../../core/run.ts';
import {countZeros, decodeFile} from '../../encodings/text/text.ts';
import type {YamlValue} from '../../encodings/yaml/yaml.ts';
import type {Listing} from '../format.ts';
import {longestMeta, readMeta} from './meta-file.ts';

/** Far more than MLflow lets anybody log. */
const longestText = 1024 * 1024;
const parts = new Set(['metrics', 'params', 'tags', 'artifacts', 'inputs', 'outputs']);
/** Only the file store has these. */
const filedParts = new Set(['metrics', 'params', 'tags']);
const deepest = 8;

/** Ids are random, in 32 hexadecimal digits. */
const idForm = /\/[0-9a-f]{32}$/;
const ofRun = /^run_(?:id|uuid):/m;
/** The registry of models and prompts names the run that a version came from, and gives it tags as well; no run has these (mlflow/entities/model_registry). */
const ofModel = /^(?:creation_timestamp|current_stage|run_link|storage_location):/m;

/**
 * True for a directory of the file store that is a run: what lies below an experiment without such a meta.yaml is none, unless it is damaged or gone
 * and what lies beside it can only be a run's.
 */
export function isRunDirectory(listing: Listing, files: FileAccess): boolean {
	const {path} = listing;
	const {hasMeta, found, filed} = partsOf(listing);
	if (found === 0 || (!hasMeta && filed < 2)) return false;
	const bytes = hasMeta ? files.readWhole(`${path}/meta.yaml`, longestMeta) : null;
	const meta = bytes === null ? '' : decodeFile(bytes);
	if (ofModel.test(meta)) return false;
	if (ofRun.test(meta)) return true;
	return filed >= 2 && (idForm.test(path) || files.exists(`${path}/tags/mlflow.runName`));
}

/** The meta.yaml of a directory that is no run so far, where it may be that of one once all of it is written; none for nearly every directory. */
export function findUnfinishedMeta(listing: Listing, files: FileAccess): string[] {
	const {hasMeta, found} = partsOf(listing);
	if (!hasMeta || found === 0 || isRunDirectory(listing, files)) return [];
	const file = `${listing.path}/meta.yaml`;
	const bytes = files.readWhole(file, longestMeta);
	const meta = bytes === null ? null : decodeFile(bytes);
	return meta === null || /^artifact_location:/m.test(meta) || ofModel.test(meta) ? [] : [file];
}

function partsOf({entries}: Listing): {hasMeta: boolean; found: number; filed: number} {
	let hasMeta = false;
	let found = 0;
	let filed = 0;
	for (const {name, kind} of entries) {
		if (kind === 'directory') {
			if (parts.has(name)) found++;
			if (filedParts.has(name)) filed++;
		} else if (name === 'meta.yaml' && kind === 'file') hasMeta = true;
	}
	return {hasMeta, found, filed};
}

/** Files below a directory, with their path relative to it; names of parameters and metrics may hold slashes. */
export function listBelow(directory: string, files: FileAccess, prefix = '', depth = 0): {name: string; path: string}[] {
	const found: {name: string; path: string}[] = [];
	for (const {name, kind} of files.list(directory) ?? []) {
		const path = `${directory}/${name}`;
		if (kind === 'file') found.push({name: prefix + name, path});
		else if (kind === 'directory' && depth < deepest) found.push(...listBelow(path, files, `${prefix}${name}/`, depth + 1));
		// Whoever listens learns of a pipe or a socket of any name in here.
		else if (kind === 'other') files.stat(path);
	}
	return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Content of every file below a directory, by name: parameters and tags. What is damaged, or cannot be read, is told to `report`; zero bytes alone
 * are no value.
 */
export function readTexts(directory: string, files: FileAccess, report: (problem: Problem) => void): Map<string, string> {
	const texts = new Map<string, string>();
	for (const {name, path} of listBelow(directory, files)) {
		const bytes = files.readWhole(path, longestText);
		if (bytes === null) {
			if (files.exists(path)) report({file: path, message: 'Cannot be read: check its size and permissions'});
			continue;
		}
		const zeros = countZeros(bytes);
		if (zeros > 0)
			report({file: path, message: zeros < bytes.length ? `Ends in ${zeros} zero bytes` : 'Holds nothing but zero bytes'});
		if (zeros === 0 || zeros < bytes.length) texts.set(name, decodeFile(bytes));
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
