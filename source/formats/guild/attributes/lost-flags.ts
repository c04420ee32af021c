import type {Json, JsonObject} from '../../../core/run.ts';
import {setKey} from '../../../core/set-key.ts';
import {readFlatYaml} from '../../../encodings/yaml/flat-yaml.ts';
import type {Attributes} from './attributes.ts';

/** What Guild runs a Python module with; behind the module's name come the flags of a script, or the arguments of an operation, `--` and its flags. */
const runner = 'guild.op_main';

/**
 * The flags of a run. Guild writes their file for each run, even where there are none. Where it is gone or damaged, what it lost is taken from those
 * that a person gave, which have a file of their own, and from the arguments of its command; the last that it still has may be half of one.
 */
export function flagsOf(attributes: Attributes): JsonObject {
	const flags = attributes.map('flags');
	if (!attributes.isLost('flags')) return flags;
	attributes.refresh(['user_flags']);
	const command = attributes.list('cmd').filter(word => typeof word === 'string');
	const others = {...flagsInCommand(command), ...attributes.map('user_flags')};
	const left = Object.entries(flags);
	const cut = left.at(-1)?.[0];
	return {...others, ...Object.fromEntries(left.filter(([name]) => name !== cut || !Object.hasOwn(others, name)))};
}

function flagsInCommand(words: readonly string[]): JsonObject {
	const flags: JsonObject = {};
	const start = words.indexOf(runner);
	const given = start < 0 ? [] : words.slice(start + 2);
	const list = given.slice(given.indexOf('--') + 1);
	const isName = (word: string) => word.startsWith('--');
	for (const [index, name] of list.entries()) {
		if (!isName(name)) continue;
		const behind = list.slice(index + 1);
		const end = behind.findIndex(isName);
		const values = end < 0 ? behind : behind.slice(0, end);
		// Guild splits a list that is a text into words: of one it keeps the text.
		const [value] = values.length > 1 ? [values.join(' ')] : values.map(readValue);
		if (value !== undefined) setKey(flags, name.slice(2), value);
	}
	return flags;
}

/** A value of a command: YAML, but for programs that parse their arguments text as it is, where 007 is no number. */
function readValue(word: string): Json {
	return /^[-+]?0\d/.test(word) ? word : (readFlatYaml(word, 'PyYAML').value ?? word);
}
