import {type FileAccess, stateText} from '../../core/files/files.ts';
import type {JsonObject} from '../../core/run.ts';
import {decodeFile} from '../../encodings/text/text.ts';
import type {Claim, FormatProblem, Listing} from '../format.ts';
import {objectOf} from '../values.ts';
import {parseExactJsonObject, parseYamlObject, WholeFile} from '../whole-file.ts';

/**
 * What programs call a file in which they leave a run's settings: timm and argparse's users, spinningup, Ray Tune, rlkit and garage (`variant`),
 * ms-swift, scripts of all kinds.
 */
const usual = ['args', 'hparams', 'params', 'variant', 'run_config', 'train_config', 'training_config', 'config'].flatMap(stem =>
	['yaml', 'yml', 'json'].map(ending => `${stem}.${ending}`),
);
/** Settings are written by hand or by a parser of arguments: a longer file is something else. */
const mostBytes = 256 * 1024;

/** Files of a directory that may hold the settings of its run, in the order in which they count. */
export function settingsFilesIn(directory: string, listed: readonly string[]): string[] {
	const names = new Set(listed);
	return usual.filter(name => names.has(name)).map(name => `${directory}/${name}`);
}

/** Claims with what of their directory may hold settings: these are another's once one comes or goes. */
export function withSettings(claims: Claim[], {path, entries}: Listing): Claim[] {
	if (claims.length === 0) return claims;
	const beside = settingsFilesIn(
		path,
		entries.map(({name}) => name),
	);
	return claims.map(claim => (claim.path === path ? {beside, ...claim} : claim));
}

/** Settings of the run of a directory that lie in files of their own. */
export class SettingsBeside {
	/** Nothing where there is none. */
	values: JsonObject = {};
	/** Files that they may lie in. */
	paths: readonly string[] = [];
	private stamp = '';

	constructor(private readonly files: FileAccess) {}

	/** Looks into these files where one has come, gone or changed; true where they say something else now. */
	refresh(paths: readonly string[]): boolean {
		this.paths = paths;
		const stamp = paths.map(path => `${path} ${stateText(this.files.stat(path))}`).join('\n');
		if (stamp === this.stamp) return false;
		this.stamp = stamp;
		const before = this.values;
		this.values = readSettings(paths, this.files);
		return JSON.stringify(this.values) !== JSON.stringify(before);
	}

	/** For a check: which of them tell nothing because they are damaged. One that holds something else, such as a list, may be of another kind. */
	verify(): FormatProblem[] {
		return readEach(this.paths, this.files).flatMap(file => {
			const problem = file.examine();
			if (problem === null || isOtherText(file, this.files)) return [];
			return [{...problem, message: `${problem.message}: no settings are read from it`, isWarning: true}];
		});
	}
}

/**
 * Where several say the same, the arguments that the program was started with come first, and what is called config, often the defaults behind them, last.
 */
function readSettings(paths: readonly string[], files: FileAccess): JsonObject {
	let found: JsonObject = {};
	for (const {value, isWhole} of readEach(paths, files))
		if (value !== null && isWhole && !isModel(value)) found = {...withoutObjects(value), ...found};
	return found;
}

function readEach(paths: readonly string[], files: FileAccess): WholeFile<JsonObject>[] {
	const short = paths.filter(path => (files.stat(path)?.size ?? 0) <= mostBytes);
	return short.map(path => {
		const file = new WholeFile(path, files, path.endsWith('.json') ? parseExactJsonObject : parseYamlObject);
		file.refresh();
		return file;
	});
}

const isOtherText = ({path, fault}: WholeFile<JsonObject>, files: FileAccess): boolean =>
	fault?.startsWith('holds no ') === true && !/[\0-\x08]/.test(decodeFile(files.readWhole(path, mostBytes) ?? new Uint8Array()));

/** Transformers' config.json beside a checkpoint is of the model: its sizes are no settings of a training. */
const isModel = (settings: JsonObject): boolean => 'architectures' in settings || 'transformers_version' in settings;

/** Settings without the objects of a program that spinningup writes among them, its logger by its address in memory: they set nothing. */
function withoutObjects(settings: JsonObject): JsonObject {
	const isOfMemory = (value: unknown) => Object.keys(objectOf(value)).some(key => /^<.* at 0x[\da-f]+>$/i.test(key));
	return Object.fromEntries(Object.entries(settings).filter(([, value]) => !isOfMemory(value)));
}
