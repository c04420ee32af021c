import type {FileAccess} from '../../core/files/files.ts';
import type {JsonObject} from '../../core/run.ts';
import {decodeFile} from '../../encodings/text/text.ts';
import {readYaml} from '../../encodings/yaml/yaml.ts';
import {isObject} from '../values.ts';
import {isSameTail, textAt} from './record/values.ts';

const mostBytes = 1024 * 1024;

/**
 * The config as it was typed, which naga 0.1 (clicfg.py) and flexlock 0.2 (flexcli.py) leave in config.yaml of the directory that it names as
 * `save_dir`; null where there is none, or one of another directory.
 */
export function typedConfig(files: FileAccess, directory: string): JsonObject | null {
	const bytes = files.readWhole(`${directory}/config.yaml`, mostBytes);
	const {value} = readYaml(bytes === null ? '' : decodeFile(bytes), 'PyYAML');
	return isObject(value) && isSameTail(directory, textAt(value, 'save_dir') ?? '') ? value : null;
}
