import type {Json, JsonObject} from '../../core/run.ts';
import {objectOf} from '../values.ts';

/** The word before the value in a pattern of a project: `LOSS=(\value)`. */
const wordBeforeValue = /([A-Za-z_][\w./-]*)\s*[:=]\s*\(\\value\)/g;

/**
 * Words of the output that Guild recorded under another name, with that name: a project may say which lines are scalars (`output-scalars`:
 * `loss: 'LOSS=(\value)'`), as the attribute `op` of a run has it.
 */
export function aliasesIn(op: JsonObject): Map<string, string> {
	const given = op['output-scalars'];
	const aliases = new Map<string, string>();
	for (const part of Array.isArray(given) ? given : [given ?? null]) {
		for (const [name, patterns] of Object.entries(objectOf(part))) {
			for (const pattern of textsIn(patterns))
				for (const [, word = ''] of pattern.matchAll(wordBeforeValue)) if (word !== name) aliases.set(word, name);
		}
	}
	return aliases;
}

const textsIn = (value: Json): string[] => (Array.isArray(value) ? value : [value]).filter(item => typeof item === 'string');
