import type {Json} from '../../../core/run.ts';
import {readYaml} from '../../../encodings/yaml/yaml.ts';
import {objectOf} from '../../values.ts';
import {remembering} from '../attributes/remembering.ts';
import {StepRule} from './step-rule.ts';
import {ValueRule} from './value-rule.ts';

/** That part of `op`, which is the same in many runs; the whole takes long to read. */
const sectionForm = /^output-scalars:(?: .*)?(?:\n[- ].*)*/m;
/** The word before the value in a pattern of a project: `LOSS=(\value)`. */
const wordBeforeValue = /([A-Za-z_][\w./-]*)\s*[:=]\s*\(\\value\)/g;

/** `(\key): (\value)` */
const ruleForAnyKey = /^\^?\(\\key\): *\(\\value\)/;
/** The same where nothing else has to stand behind the value. */
const ruleForAnyLine = /^\^?\(\\key\):(?: *|\\s\+)\(\\value\)(?:\(\?:.*\)\?)?\$?$/;

/** What a project says of its output (`output-scalars`: `loss: 'LOSS=(\value)'`), as the attribute `op` of a run has it. */
export interface OutputScalars {
	/** Words of the output that Guild recorded under another name, with that name, where its pattern is not understood. */
	aliases: ReadonlyMap<string, string>;
	/** Where it gives a step; null where the project does not say that. */
	steps: StepRule | null;
	/** What of it is a value, and its name; null where the project does not say that. */
	values: ValueRule | null;
	/** True where it has rules of its own and Guild's, for any key, is not among them. */
	isOwn: boolean;
	/** True where a rule for any key of any line is there: Guild's own, or one that the project has given besides others. */
	takesKeys: boolean;
	/** True where it wants none of them (`output-scalars: no`), which Guild writes as an empty list; what is not said is null. */
	areOff: boolean;
}

export const outputScalarsIn = (op: string): OutputScalars => scalarsOf(sectionForm.exec(op)?.[0] ?? '');

const scalarsOf = remembering(readScalars, {most: 64, longest: 16_384});

function readScalars(section: string): OutputScalars {
	const given = objectOf(readYaml(section, 'PyYAML').value)['output-scalars'];
	const aliases = new Map<string, string>();
	const all: {name: string | null; pattern: string}[] = [];
	for (const part of Array.isArray(given) ? given : [given ?? null]) {
		if (typeof part === 'string') all.push({name: null, pattern: part});
		for (const [name, patterns] of Object.entries(objectOf(part))) {
			for (const pattern of textsIn(patterns)) {
				all.push({name, pattern});
				if (ValueRule.understands(name, pattern)) continue;
				for (const [, word = ''] of pattern.matchAll(wordBeforeValue)) if (word !== name) aliases.set(word, name);
			}
		}
	}
	const isOwn = given !== undefined && given !== null && !all.some(({pattern}) => ruleForAnyKey.test(pattern));
	const keepsKeys = all.some(({pattern}) => ruleForAnyLine.test(pattern));
	const areOff = given === false || (Array.isArray(given) && all.length === 0);
	return {aliases, isOwn, takesKeys: !isOwn || keepsKeys, steps: StepRule.of(all), values: ValueRule.of(all, keepsKeys), areOff};
}

const textsIn = (value: Json): string[] => (Array.isArray(value) ? value : [value]).filter(item => typeof item === 'string');
