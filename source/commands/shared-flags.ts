import type {FlagSpec} from './command.ts';

/** Flags that several verbs have, said in the same words everywhere. */

export const jsonFlag = (about = 'One JSON object'): FlagSpec => ({name: 'json', kind: 'boolean', about});

export const where: FlagSpec = {
	name: 'where',
	kind: 'string',
	value: 'QUERY',
	about: 'The query, said unmistakably (it may begin with -)',
};

/** As tables for other programs and for documents. */
export const tables: readonly FlagSpec[] = [
	{name: 'csv', kind: 'boolean', about: 'Comma-separated values, exact'},
	{name: 'md', kind: 'boolean', about: 'Markdown tables'},
];

export const goal: FlagSpec = {
	name: 'goal',
	kind: 'string',
	value: 'min|max',
	about: 'Which way is better (default: as the tracker says, else by the name)',
};

export const seeds: FlagSpec = {
	name: 'seeds',
	kind: 'boolean',
	about: 'Runs that differ only in their seed as one, by mean ± deviation',
};
