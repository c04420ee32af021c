import type {Column} from '../columns/column.ts';
import type {Readable} from '../columns/table.ts';
import {isGlob, matchGlob} from '../language/glob.ts';
import type {WordNode} from '../language/syntax.ts';
import {askField, type Predicate} from './predicate.ts';

const between = '\0';

/** The texts that a bare word is looked for in, in lower case and in one piece. */
export const told: Readable = {
	id: 'told',
	read: ({name, id, tags, notes, work}) => [name, id, ...tags, ...notes, work ?? ''].join(between).toLowerCase(),
};

/** The word that was last looked for in a column, and where it was found. */
const lastFound = new WeakMap<Column, {word: string; mask: Uint8Array}>();

/** Rows whose texts hold a word. While it is typed each letter leaves fewer of them, so only those of the word so far are looked at. */
function selectWord(column: Column, word: string): Uint8Array {
	const last = lastFound.get(column);
	if (last?.word === word) return last.mask;
	const isLonger = last !== undefined && word.includes(last.word);
	const {codes, words} = column;
	const mask = isLonger ? last.mask.slice() : new Uint8Array(column.size).fill(1);
	for (let place = 0; place < mask.length; place++)
		if (mask[place] === 1 && !(words.entries[codes[place]!] as string).includes(word)) mask[place] = 0;
	lastFound.set(column, {word, mask});
	return mask;
}

/** A bare word or string: a part of the name, the id, a tag, a note or what the run does where its name does not tell, whatever its case. */
export function compileWord({text, quoted}: WordNode): Predicate {
	const word = text.toLowerCase();
	if (!quoted && isGlob(word)) {
		const glob = `*${word}*`;
		return askField(told, texts =>
			String(texts)
				.split(between)
				.some(value => matchGlob(glob, value)),
		);
	}
	return {
		matches: (row, nowMs) => String(told.read(row, nowMs)).includes(word),
		select: (table, nowMs) => selectWord(table.column(told, nowMs), word),
	};
}
