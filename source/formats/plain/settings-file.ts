import type {FileAccess} from '../../core/files/files.ts';
import type {JsonObject} from '../../core/run.ts';
import {parseExactJsonObject, parseYamlObject, WholeFile} from '../whole-file.ts';

/** What programs call a file in which they leave a run's settings: timm and argparse's users, spinningup, Ray Tune, ms-swift. */
const usual = ['args', 'hparams', 'params', 'config'].flatMap(stem => ['yaml', 'yml', 'json'].map(ending => `${stem}.${ending}`));
/** Settings are written by hand or by a parser of arguments: a longer file is something else. */
const mostBytes = 256 * 1024;

/**
 * Settings of the run of a directory that lie in files of their own; nothing where there is none. Where several say the same, the arguments that the
 * program was started with come first, and what is called config, often the defaults behind them, last.
 */
export function readSettings(directory: string, listed: readonly string[], files: FileAccess): JsonObject {
	const names = new Set(listed);
	let found: JsonObject = {};
	for (const name of usual) {
		if (!names.has(name)) continue;
		const path = `${directory}/${name}`;
		if ((files.stat(path)?.size ?? 0) > mostBytes) continue;
		const file = new WholeFile(path, files, name.endsWith('.json') ? parseExactJsonObject : parseYamlObject);
		file.refresh();
		if (file.value !== null && file.isWhole && !isModel(file.value)) found = {...file.value, ...found};
	}
	return found;
}

/** Transformers' config.json beside a checkpoint is of the model: its sizes are no settings of a training. */
function isModel(settings: JsonObject): boolean {
	return 'architectures' in settings || 'transformers_version' in settings || 'model_type' in settings;
}
