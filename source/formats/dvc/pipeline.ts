import type {Json, JsonObject} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import {parseDumpedYaml} from '../dumped.ts';
import {objectOf, textOf} from '../values.ts';
import {type Parsed, parseExactJsonObject, parseJsonObject, parseYamlObject} from '../whole-file.ts';

/** Where DVC looks for settings that nobody names. */
export const usualParams = 'params.yaml';

/** What a dvc.yaml says; paths are relative to its directory. */
export interface Pipeline {
	stages: string[];
	/** Files with the results of stages. */
	metrics: string[];
	/** Files with settings that belong to no stage. */
	params: string[];
}

/** A dvc.yaml (https://dvc.org/doc/user-guide/project-structure/dvcyaml-files); what is written by a template names no file. */
export function pipelineOf(yaml: JsonObject): Pipeline {
	const stages = Object.entries(objectOf(yaml.stages));
	const ofStages = stages.flatMap(([, stage]) => {
		const {metrics, wdir} = objectOf(stage);
		const within = textOf(wdir);
		return pathsOf(metrics).map(path => (within === null ? path : `${within}/${path}`));
	});
	const metrics = [...ofStages, ...pathsOf(yaml.metrics)].map(plainPath).filter(path => path !== null);
	const params = pathsOf(yaml.params)
		.map(plainPath)
		.filter(path => path !== null);
	return {stages: stages.map(([name]) => name), metrics: [...new Set(metrics)], params};
}

/** Files as a list names them: by themselves, or with what is said of them ("- scores.json: {cache: false}"). */
function pathsOf(list: Json | undefined): string[] {
	if (!Array.isArray(list)) return [];
	return list.flatMap(item => (typeof item === 'string' ? [item] : Object.keys(objectOf(item))));
}

/** The path without its detours; null for one that leads out of the directory, and for a template. */
function plainPath(path: string): string | null {
	const parts: string[] = [];
	for (const part of path.split('/')) {
		if (part === '..' && parts.pop() === undefined) return null;
		if (part !== '..' && part !== '.' && part !== '') parts.push(part);
	}
	return path.startsWith('/') || path.includes('${') || parts.length === 0 ? null : parts.join('/');
}

/** What a dvc.lock says of the stages that have run. */
export interface Lock {
	/** Commands by stage. */
	commands: JsonObject;
	/** Settings by their names. */
	settings: JsonObject;
}

/** A dvc.lock, whose stages lie at its top in files of DVC 1. */
export function lockOf(yaml: JsonObject): Lock {
	const lock: Lock = {commands: {}, settings: {}};
	for (const [name, value] of Object.entries(objectOf(yaml.schema === undefined ? yaml : yaml.stages))) {
		const {cmd, params} = objectOf(value);
		if (cmd !== undefined) setKey(lock.commands, name, cmd);
		for (const ofFile of Object.values(objectOf(params)))
			for (const [key, setting] of Object.entries(objectOf(ofFile))) setKey(lock.settings, key, setting);
	}
	return lock;
}

/** Settings, or results, in a file of JSON or YAML, or in the dvc.lock; nothing, and no fault, for one of another kind. */
export function readValues(path: string, bytes: Uint8Array, what: 'settings' | 'results'): Parsed<JsonObject> {
	if (path.endsWith('dvc.lock')) return parseDumpedYaml(bytes);
	if (/\.ya?ml$/i.test(path)) return parseYamlObject(bytes, what === 'settings' ? 'PyYAML' : 'core');
	if (!/\.json$/i.test(path)) return {value: null, fault: null};
	return (what === 'settings' ? parseExactJsonObject : parseJsonObject)(bytes);
}

/** The results of several files as one: those of files that have a name in common are under the names of these. */
export function mergeResults(byFile: ReadonlyMap<string, JsonObject>): JsonObject {
	const names = [...byFile.values()].flatMap(Object.keys);
	const isClear = new Set(names).size === names.length;
	const merged: JsonObject = {};
	for (const [path, values] of byFile) {
		if (!isClear) setKey(merged, path.replace(/\.\w+$/, ''), values);
		else for (const [name, value] of Object.entries(values)) setKey(merged, name, value);
	}
	return merged;
}
