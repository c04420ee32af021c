import type {JsonObject} from '../../../core/run.ts';

/** Words of the form `flag=value`, where a value with blanks in it is in quotes or in brackets (guild/flag_util.py). */
const assignment = /([^\s=]+)=('(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.)*"|\[.*?\]|\{.*?\}|\S*)(?:\s+|$)/sy;

/**
 * True for the label that Guild makes where nobody gives one: it repeats the flags, `lr=0.1 epochs=5`, with long values cut short. Where there is
 * anything else, a person has said that.
 */
export function isDefaultLabel(label: string, flags: JsonObject): boolean {
	const text = label.trim();
	const named = new Set<string>();
	assignment.lastIndex = 0;
	for (let at = 0; at < text.length; at = assignment.lastIndex) {
		const name = assignment.exec(text)?.[1];
		if (name === undefined || !Object.hasOwn(flags, name)) return false;
		named.add(name);
	}
	const count = Object.values(flags).filter(value => value !== null).length;
	return named.size > count / 2;
}
