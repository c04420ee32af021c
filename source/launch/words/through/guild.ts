import {existsSync, readFileSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type {Json} from '../../../core/run.ts';
import {readFlatYaml} from '../../../encodings/yaml/flat-yaml.ts';
import {thisUser} from '../../../io/processes/processes.ts';
import {replaceFile} from '../../../io/write/replace.ts';
import type {PlacedWord, WordPlace} from './place.ts';
import {keepForBack} from './put-back.ts';

const attributeOf: Partial<Record<PlacedWord['op'], string>> = {tag: 'tags', untag: 'tags', note: 'comments', mark: 'marked'};

/** Guild's attributes: a YAML document in a file each (guildai 0.9.0, guild/run.py); tags, marked, comments and label are people's. */
export function guildPlace(run: string): WordPlace | null {
	const directory = path.join(run, '.guild', 'attrs');
	if (!existsSync(directory)) return null;
	const file = (name: string) => path.join(directory, name);
	return {
		where: ({op}) => (attributeOf[op] === undefined ? null : file(attributeOf[op])),
		write(word, nowMs) {
			const putBack = keepForBack(file(attributeOf[word.op] ?? 'tags'));
			if (word.op === 'mark') writeMarked(file('marked'), word.value !== null && !word.isUndone);
			else if (word.op === 'note') writeComments(file('comments'), word, nowMs);
			else writeTags(file('tags'), String(word.value), (word.op === 'tag') !== word.isUndone);
			return putBack;
		},
		label: {
			before: textIn(file('label')),
			write: text => (text === null ? rmSync(file('label'), {force: true}) : save(file('label'), text)),
		},
	};
}

function textIn(file: string): string | null {
	const value = existsSync(file) ? readFlatYaml(readFileSync(file, 'utf8'), 'PyYAML').value : null;
	return typeof value === 'string' ? value : null;
}

/** The list that a file holds, empty where there is none. Throws where it is damaged: nothing of it is to be lost. */
function listIn(file: string): Json[] {
	if (!existsSync(file)) return [];
	const {value, error} = readFlatYaml(readFileSync(file, 'utf8'), 'PyYAML');
	if (error === null && Array.isArray(value)) return value;
	throw new Error(`${file} holds no list, so nothing was written to it`);
}

/** JSON is YAML; what is not ASCII is escaped, as Guild does, in the form that YAML has for all of Unicode. */
function save(file: string, value: Json): void {
	const text = JSON.stringify(value).replace(/[^\x20-\x7e]/gu, character => {
		const point = character.codePointAt(0)!;
		return point > 0xffff ? `\\U${point.toString(16).padStart(8, '0')}` : `\\u${point.toString(16).padStart(4, '0')}`;
	});
	replaceFile(file, `${text}\n`);
}

function writeMarked(file: string, isMarked: boolean): void {
	if (isMarked) save(file, true);
	else rmSync(file, {force: true});
}

function writeTags(file: string, tag: string, has: boolean): void {
	const others = listIn(file).filter(other => other !== tag);
	save(file, has ? [...others, tag] : others);
}

function writeComments(file: string, {value, isUndone}: PlacedWord, nowMs: number): void {
	const comments = listIn(file);
	if (!isUndone) {
		save(file, [...comments, {body: String(value), host: os.hostname(), time: Math.round(nowMs * 1000), user: thisUser()}]);
		return;
	}
	const isIt = (comment: Json) =>
		comment !== null && typeof comment === 'object' && !Array.isArray(comment) && comment.body === value;
	const at = comments.findLastIndex(isIt);
	if (at >= 0) save(file, comments.toSpliced(at, 1));
}
