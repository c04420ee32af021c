import type {FileAccess} from '../../core/files/files.ts';
import {countZeros, decodeFile, wholeLines} from '../../encodings/text/text.ts';
import {readYaml, type YamlValue} from '../../encodings/yaml/yaml.ts';

export const longestMeta = 1024 * 1024;

export interface Meta {
	[key: string]: YamlValue;
}

export interface MetaReading {
	/** Null where nothing of it can be used. */
	meta: Meta | null;
	/** What is wrong with it ("ends too early, at byte 60"), null where nothing is. */
	fault: string | null;
}

/** Names and ids are texts, whatever they look like: older versions wrote ids as numbers, and people edit names. */
const texts = new Set(['run_id', 'run_uuid', 'run_name', 'name', 'user_id', 'experiment_id', 'digest', 'source_id']);
/** One of them is in every meta.yaml of a run or an experiment. */
const usual = ['run_id', 'run_uuid', 'experiment_id', 'artifact_uri', 'artifact_location', 'lifecycle_stage'];

/**
 * Reads a meta.yaml. MLflow writes the keys in order of the alphabet, each line with a line feed, so that a cut shows: nothing is taken from the
 * line that it lies in.
 * @param last keys near the end, which no whole file lacks
 */
export function readMetaFile(path: string, files: FileAccess, last: readonly string[]): MetaReading {
	const bytes = files.readWhole(path, longestMeta);
	if (bytes === null)
		return {meta: null, fault: files.exists(path) ? 'cannot be read: check its size and permissions' : 'is missing'};
	if (bytes.length === 0) return {meta: null, fault: 'is empty'};
	const zeros = countZeros(bytes);
	if (zeros === bytes.length) return {meta: null, fault: 'holds nothing but zero bytes'};
	const text = decodeFile(bytes);
	const whole = wholeLines(text);
	const {value, error} = readYaml(whole, 'PyYAML');
	const meta = value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null;
	if (meta !== null) keepTexts(meta, whole);
	if (whole !== text) return {meta, fault: `ends too early, at byte ${bytes.length - zeros}`};
	if (error !== null) return {meta, fault: `is ${error}`};
	if (meta === null || !usual.some(key => key in meta)) return {meta: null, fault: 'is none of MLflow'};
	if (!last.every(key => key in meta)) return {meta, fault: `ends too early, at byte ${bytes.length - zeros}`};
	return {meta, fault: zeros === 0 ? null : `ends in ${zeros} zero bytes`};
}

/** Gives names and ids the text that stands in the file. */
function keepTexts(meta: Meta, text: string): void {
	for (const [key, value] of Object.entries(meta)) {
		if (!texts.has(key) || (typeof value !== 'number' && typeof value !== 'boolean')) continue;
		meta[key] = new RegExp(`^${key}: +(.*\\S)`, 'm').exec(text)?.[1] ?? String(value);
	}
}

/** The content of a small YAML file of another kind; null where there is none, or not a whole one yet. */
export function readMeta(path: string, files: FileAccess): Meta | null {
	const bytes = files.readWhole(path, longestMeta);
	if (bytes === null || bytes.length === 0) return null;
	const text = decodeFile(bytes);
	const {value, error} = readYaml(text, 'PyYAML');
	if (error !== null || value === null || typeof value !== 'object' || Array.isArray(value)) return null;
	keepTexts(value, text);
	return value;
}
