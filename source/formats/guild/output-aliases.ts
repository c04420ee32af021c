import type {Json} from '../../core/run.ts';
import {readYaml} from '../../encodings/yaml.ts';
import {objectOf} from '../values.ts';
import {remembering} from './remembering.ts';

/** That part of `op`, which is the same in many runs; the whole takes long to read. */
const sectionForm = /^output-scalars:(?: .*)?(?:\n[- ].*)*/m;
/** The word before the value in a pattern of a project: `LOSS=(\value)`. */
const wordBeforeValue = /([A-Za-z_][\w./-]*)\s*[:=]\s*\(\\value\)/g;

/**
 * Words of the output that Guild recorded under another name, with that name: a project may say which lines are scalars (`output-scalars`:
 * `loss: 'LOSS=(\value)'`), as the attribute `op` of a run has it.
 */
export function aliasesIn(op: string): ReadonlyMap<string, string> {
	return aliasesOf(sectionForm.exec(op)?.[0] ?? '');
}

const aliasesOf = remembering(readAliases, {most: 64, longest: 16_384});

function readAliases(section: string): Map<string, string> {
	const given = objectOf(readYaml(section, 'PyYAML').value)['output-scalars'];
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
