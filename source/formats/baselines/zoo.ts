import type {FileAccess} from '../../core/files/files.ts';
import {nameOf} from '../../core/files/paths.ts';
import type {JsonObject, RunFacts} from '../../core/run.ts';
import {decodeFile} from '../../encodings/text/text.ts';
import {readYaml} from '../../encodings/yaml/yaml.ts';
import {isObject, objectOf} from '../values.ts';
import type {Parsed} from '../whole-file.ts';
import {WholeFile} from '../whole-file.ts';

/** An ordered dictionary, as PyYAML writes the one argument that makes it: pairs in a list. */
function parsePairs(bytes: Uint8Array): Parsed<JsonObject> {
	const {value, error} = readYaml(decodeFile(bytes), 'PyYAML');
	const [pairs] = Array.isArray(value) ? value : [];
	if (isObject(value)) return {value, fault: error && `is ${error}`};
	if (!Array.isArray(pairs)) return {value: null, fault: error === null ? 'holds no settings' : `is ${error}`};
	const named = pairs.flatMap(pair => (Array.isArray(pair) && typeof pair[0] === 'string' ? [[pair[0], pair[1] ?? null]] : []));
	return {value: Object.fromEntries(named), fault: error && `is ${error}`};
}

/**
 * Settings that the trainer of Stable Baselines' zoo writes before it begins, in a folder of its run `Env-v1_3` that is called as the environment is: the
 * arguments that it was started with, and the hyperparameters (rl_zoo3/exp_manager.py, `_save_config`).
 */
export class ZooSettings {
	private readonly args: WholeFile<JsonObject>;
	private readonly hyperparameters: WholeFile<JsonObject>;
	readonly files: readonly WholeFile<JsonObject>[];

	/** @param directory of the run */
	constructor(directory: string, files: FileAccess) {
		const environment = nameOf(directory).replace(/_\d+$/, '');
		const fileOf = (name: string) => new WholeFile(`${directory}/${environment}/${name}`, files, parsePairs);
		this.files = [this.args, this.hyperparameters] = [fileOf('args.yml'), fileOf('config.yml')];
	}

	get paths(): string[] {
		return this.files.map(({path}) => path);
	}

	/** What they say of the run; null where that is what they said before, or nothing. */
	refresh(): Pick<RunFacts, 'config' | 'total'> | null {
		const found = this.files.map(file => file.refresh());
		if (!found.includes('new')) return null;
		const [args, own] = [objectOf(this.args.value), objectOf(this.hyperparameters.value)];
		// An argument below 0 leaves the number to the hyperparameters.
		const asked = Number(args.n_timesteps) > 0 ? args : own;
		const config: JsonObject = {...args, ...own, ...('n_timesteps' in asked && {n_timesteps: asked.n_timesteps!})};
		const total = Number(config.n_timesteps);
		// Monitors of Atari's games count frames, of which the training sees one in four.
		const isKnown = total > 0 && !/atari/i.test(JSON.stringify(config.env_wrapper ?? null));
		const from = `n_timesteps in ${asked === args ? 'args.yml' : 'config.yml'}`;
		return {config, total: isKnown ? {total, unit: 'step', from} : null};
	}
}
