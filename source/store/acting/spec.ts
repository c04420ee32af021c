import type {ActSpec, Signal} from '../../core/acting/act.ts';
import {splitCommand} from '../../core/acting/command-words.ts';
import {type Dialog, type Field, isChanged} from './dialog.ts';

/** How a stop can be chosen, and the signals that it sends. */
export const stopChoices: readonly {title: string; signals: readonly Signal[]}[] = [
	{title: 'INT, TERM, KILL', signals: ['SIGINT', 'SIGTERM', 'SIGKILL']},
	{title: 'only INT', signals: ['SIGINT']},
	{title: 'only TERM', signals: ['SIGTERM']},
	{title: 'only KILL', signals: ['SIGKILL']},
];
export const markChoices = ['best', 'interesting', 'none'] as const;
export const verdictChoices = ['success', 'fail', 'none'] as const;

const graceMs = 10_000;

/** Tags of a text: words between commas or blanks. */
const readTags = (text: string): string[] => [...new Set(text.split(/[\s,]+/).filter(tag => tag !== ''))];

/** What a dialog asks for, as its fields say; null where they say nothing yet. */
export function specOf({kind, fields, command}: Pick<Dialog, 'kind' | 'fields' | 'command'>): ActSpec | null {
	const text = (id: string) => fields.find((field): field is Extract<Field, {kind: 'text'}> => field.id === id)?.text ?? '';
	const isOn = (id: string) => fields.some(field => field.kind === 'switch' && field.id === id && field.isOn);
	const chosen = (id: string) => fields.find((field): field is Extract<Field, {kind: 'choice'}> => field.id === id)?.at ?? 0;
	switch (kind) {
		case 'restart':
			return {
				act: 'restart',
				options: {
					changes: changesOf(fields, text('set')),
					inPlace: isOn('inPlace'),
					runsDirectory: null,
					recordsSecrets: false,
					cwd: null,
					source: isOn('recorded') ? 'recorded' : isOn('latest') ? 'latest' : null,
					fromCheckpoint: isOn('checkpoint'),
					force: isOn('force'),
				},
			};
		case 'stop':
			return {act: 'stop', signals: stopChoices[chosen('signals')]!.signals, graceMs};
		case 'archive':
		case 'delete':
			return {act: kind, moves: isOn('moves')};
		case 'restore':
		case 'purge':
		case 'undo':
			return {act: kind};
		case 'note':
			return text('note').trim() === '' ? null : {act: 'note', value: text('note').trim()};
		case 'tags': {
			const field = fields.find(({id}) => id === 'tags');
			const of = field?.kind === 'text' ? readTags(field.was ?? '') : [];
			return {act: 'retag', tags: readTags(text('tags')), of};
		}
		case 'mark':
			return {act: 'mark', value: markChoices[chosen('mark')]!};
		case 'verdict': {
			const verdict = verdictChoices[chosen('verdict')]!;
			return {
				act: 'verdict',
				verdict: verdict === 'none' ? null : verdict,
				resolution: text('resolution').trim(),
				force: isOn('force'),
			};
		}
		case 'create':
			return {act: 'create', words: text('command'), name: text('name'), cwd: text('directory')};
		case 'command':
			return {act: 'command', words: command?.run ?? text('command'), isTogether: command?.on === 'all'};
		case 'tell':
			return null;
	}
}

/** Flags that were changed in the form, and those typed behind it. */
function changesOf(fields: readonly Field[], more: string): string[] {
	const changed = fields.filter(field => field.id.startsWith('flag:') && isChanged(field));
	const split = splitCommand(more);
	return [
		...changed.map(field => `${field.id.slice(5)}=${field.kind === 'text' ? field.text : 'false'}`),
		...('argv' in split ? split.argv : [more]),
	];
}
