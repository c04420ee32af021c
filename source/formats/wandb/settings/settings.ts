import type {JsonObject} from '../../../core/run.ts';
import {setKey} from '../../../core/set-key.ts';

/**
 * Reads a wandb settings file: INI, of which only the section `[default]` counts. Null where a line makes no sense: wandb passes over the whole
 * file then.
 */
export function parseSettings(text: string): JsonObject | null {
	const settings: JsonObject = {};
	let section = '';
	for (const line of text.split(/\r?\n/)) {
		const trimmed = line.trim();
		if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith(';')) continue;
		const header = /^\[(.+)\]$/.exec(trimmed);
		if (header !== null) {
			section = header[1]!;
			continue;
		}
		const pair = /^([^=:]+)[=:](.*)$/.exec(trimmed);
		if (pair === null || section === '') return null;
		if (section === 'default') setKey(settings, pair[1]!.trim(), pair[2]!.trim());
	}
	return settings;
}
