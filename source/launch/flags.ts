import {findProgram} from '../core/command/program.ts';
import type {Json, JsonObject} from '../core/run.ts';

/** The words of a command that set something: `--k v`, `--k=v`, `-k v`, `k=v` (Hydra, Guild), `+k=v`. */
export interface FlagPlace {
	name: string;
	/** Index of the word with the name. */
	at: number;
	style: 'joined' | 'spaced' | 'assignment' | 'bare';
	/** Null for a flag that stands alone. */
	value: string | null;
}

const assignment = /^(\+{0,2})([A-Za-z_][\w./@[\]-]*)=([\s\S]*)$/;
const option = /^--?([A-Za-z][\w.-]*)(?:=([\s\S]*))?$/;
const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

const isOption = (word: string): boolean => word.startsWith('-') && word !== '-' && !number.test(word);

/** The negative numbers that Python's argparse takes for values where they stand alone (its `_negative_number_matcher`): "-1e-4" is none. */
const plainNegative = /^-(?:\d+|\d*\.\d+)$/;

/** True for a value that is taken for an option where it stands alone behind the name of one. */
function isJoined(name: string, value: string): boolean {
	return isOption(value) || (name.startsWith('--') && /^-./.test(value) && !plainNegative.test(value));
}

/** Where a command sets what, in order. */
export function findFlags(argv: readonly string[]): FlagPlace[] {
	const places: FlagPlace[] = [];
	for (let at = findProgram(argv).argumentsAt; at < argv.length; at++) {
		const word = argv[at]!;
		const assigned = assignment.exec(word);
		const named = option.exec(word);
		const next = argv[at + 1];
		if (assigned !== null) places.push({name: assigned[2]!, at, style: 'assignment', value: assigned[3]!});
		else if (named?.[2] !== undefined) places.push({name: named[1]!, at, style: 'joined', value: named[2]});
		else if (named !== null && next !== undefined && !isOption(next) && !assignment.test(next)) {
			places.push({name: named[1]!, at, style: 'spaced', value: next});
			at++;
		} else if (named !== null) places.push({name: named[1]!, at, style: 'bare', value: null});
	}
	return places;
}

/** What a command sets, as values: numbers and booleans as such. A name that comes twice counts as it stands last. */
export function readFlags(argv: readonly string[]): JsonObject {
	return Object.fromEntries(findFlags(argv).map(({name, value}) => [name, value === null ? true : toValue(value)]));
}

function toValue(text: string): Json {
	if (number.test(text)) return Number(text);
	if (/^(?:true|True)$/.test(text)) return true;
	if (/^(?:false|False)$/.test(text)) return false;
	return text;
}

const plain = (name: string) => name.replaceAll('-', '_').toLowerCase();

/** Splits `name=value`; null where there is no name. */
export function readChange(text: string): {name: string; value: string} | null {
	const found = /^(?:-{0,2}|\+{0,2})([A-Za-z_][\w./@[\]-]*)=([\s\S]*)$/.exec(text);
	return found === null ? null : {name: found[1]!, value: found[2]!};
}

/**
 * The command with one flag changed: in place and in the form that is there, else at the end in the form of the others. A value that looks like
 * an option is joined to its name: as a word of its own it would be taken for one.
 */
export function changeFlag(argv: readonly string[], name: string, value: string): string[] {
	const changed = [...argv];
	const places = findFlags(argv);
	const place = places.findLast(candidate => plain(candidate.name) === plain(name));
	if (place === undefined) {
		const words = newFlag(argv, places, name, value);
		// Overrides stay together: what follows them may belong to another option.
		const last = words[0]!.startsWith('-') ? undefined : places.findLast(({style}) => style === 'assignment');
		changed.splice(last === undefined ? changed.length : last.at + 1, 0, ...words);
		return changed;
	}
	const word = argv[place.at]!;
	switch (place.style) {
		case 'spaced':
			if (isJoined(word, value)) changed.splice(place.at, 2, `${word}=${value}`);
			else changed[place.at + 1] = value;
			break;
		case 'bare':
			if (value === 'false') changed.splice(place.at, 1);
			else if (isJoined(word, value)) changed[place.at] = `${word}=${value}`;
			else if (value !== 'true') changed.splice(place.at + 1, 0, value);
			break;
		default:
			changed[place.at] = word.slice(0, word.indexOf('=') + 1) + value;
	}
	return changed;
}

function newFlag(argv: readonly string[], places: readonly FlagPlace[], name: string, value: string): string[] {
	const count = (style: FlagPlace['style']) => places.filter(place => place.style === style).length;
	const assigned = count('assignment');
	if (assigned > 0 && assigned >= count('joined') + count('spaced') + count('bare')) return [`${name}=${value}`];
	const dashes = argv.some(word => /^--[a-z]+-[a-z]/.test(word)) ? name.replaceAll('_', '-') : name;
	if (value === 'true' && count('bare') > 0) return [`--${dashes}`];
	return count('joined') > count('spaced') || isJoined('--', value) ? [`--${dashes}=${value}`] : [`--${dashes}`, value];
}

const shell = /(?:^|\/)(?:ba|z|da|k)?sh$/;
/** What stands for the words behind code in that of a shell: `$1`, `$@`, `${*}`, and `shift` or a `for` without a list, which read them unnamed. */
const readsWords = /\$\{?#?[\d@*#]|\bshift\b|\bgetopts\b|\bfor\s+\w+\s*(?:;|\n|do\b)/;

/** True for code of a shell that reads no words behind it, to which a flag can be added and reach nobody. */
export function takesNoWords(argv: readonly string[]): boolean {
	const {kind, word, argumentsAt} = findProgram(argv);
	return kind === 'code' && argv.slice(0, argumentsAt - 1).some(each => shell.test(each)) && !readsWords.test(word);
}

/** What differs between two commands, a line a flag: `lr: 0.1 → 0.01`. */
export function describeChange(before: readonly string[], after: readonly string[]): string[] {
	const [old, now] = [readFlags(before), readFlags(after)];
	const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
	return names
		.filter(name => JSON.stringify(old[name]) !== JSON.stringify(now[name]))
		.map(name => `${name}: ${name in old ? String(old[name]) : '(not set)'} → ${name in now ? String(now[name]) : '(not set)'}`);
}
