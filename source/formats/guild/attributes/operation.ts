import {remembering} from './remembering.ts';

/** What a run is a run of: the one line of `.guild/opref` (guild/opref.py). */
export interface Operation {
	/** `script`, `guildfile`, `package`, `builtin`, `pending`, `test`, `func`, `import`. */
	kind: string;
	/** Directory of a script, path of a guild.yml, name of a package. */
	package: string;
	version: string;
	model: string;
	name: string;
}

/**
 * Parses `<kind>:<package> <version> <model> <name>`, quoted as a shell does, any part of it; null where it is cut or no such line. A home has few
 * operations and many runs of each.
 */
export const parseOperation = remembering(parseLine, {most: 256, longest: Number.POSITIVE_INFINITY});

function parseLine(text: string): Operation | null {
	const words = splitWords(text);
	if (words === null || words.length !== 4) return null;
	const [kindAndPackage, version, model, name] = words as [string, string, string, string];
	const colon = kindAndPackage.indexOf(':');
	if (colon <= 0) return null;
	return {kind: kindAndPackage.slice(0, colon), package: kindAndPackage.slice(colon + 1), version, model, name};
}

/** Only in these a backslash quotes what ends them, and itself. */
const inDoubleQuotes = /"((?:[^"\\]|\\[\s\S])*)"/y;
const inQuotes = /'([^']*)'/y;
const blank = /[ \t\r\n]/;

/** Words of a line as Python's shlex makes them; null where a quote or a backslash is left open. */
export function splitWords(line: string): string[] | null {
	// Without a quote or a backslash they are what stands between the blanks.
	if (!/['"\\]/.test(line)) return line.match(/[^ \t\r\n]+/g) ?? [];
	const words: string[] = [];
	let at = 0;
	while (at < line.length) {
		if (blank.test(line[at]!)) {
			at++;
			continue;
		}
		let word = '';
		while (at < line.length && !blank.test(line[at]!)) {
			const character = line[at]!;
			if (character === "'" || character === '"') {
				const quoted = character === '"' ? inDoubleQuotes : inQuotes;
				quoted.lastIndex = at;
				const found = quoted.exec(line)?.[1];
				if (found === undefined) return null;
				word += character === '"' ? found.replace(/\\(["\\])/g, '$1') : found;
				at = quoted.lastIndex;
			} else {
				if (character === '\\' && ++at === line.length) return null;
				word += line[at];
				at++;
			}
		}
		words.push(word);
	}
	return words;
}

/** Its name as Guild lists it: `cnn:train`, `train.py`, `gpkg.mnist/train`. */
export function nameOperation({kind, package: packageName, model, name}: Operation): string {
	const own = model === '' ? name : `${model}:${name}`;
	if (kind === 'package') return `${packageName}/${own}`;
	return kind === 'func' ? `${own}()` : own;
}

/** True for the batch that Guild makes itself where no optimizer is asked for. Optimizers may as well run alone. */
export const isDefaultBatch = ({kind, name}: Operation): boolean => kind === 'builtin' && name === '+';

/** Name of a batch: what it runs, and how it chooses: `cnn:train+`, `train.py+skopt:random`. */
export function nameBatch(batch: Operation, prototype: Operation | null): string {
	const own = nameOperation(batch);
	if (prototype === null) return own;
	return `${nameOperation(prototype)}${own.startsWith('+') ? '' : '+'}${own}`;
}
