import type {FlagSpec} from './command.ts';

/** What a flag is made by, that takes nothing, a text, several texts or a number; `value` stands for it in the help: "N". */
export const flag = (name: string, about: string): FlagSpec => ({name, kind: 'boolean', about});
export const text = (name: string, value: string, about: string): FlagSpec => ({name, kind: 'string', value, about});
export const texts = (name: string, value: string, about: string): FlagSpec => ({...text(name, value, about), repeated: true});
export const number = (name: string, value: string, about: string): FlagSpec => ({name, kind: 'number', value, about});

/** Flags that several verbs have, said in the same words everywhere. */

export const jsonFlag = (about = 'One JSON object'): FlagSpec => flag('json', about);

export const where: FlagSpec = text('where', 'QUERY', 'The query, said unmistakably (it may begin with -)');

/** As tables for other programs and for documents. */
export const tables: readonly FlagSpec[] = [flag('csv', 'Comma-separated values, exact'), flag('md', 'Markdown tables')];

export const goal: FlagSpec = text('goal', 'min|max', 'Which way is better (default: as the tracker says, else by the name)');

export const seeds: FlagSpec = flag('seeds', 'Runs that differ only in their seed as one, by mean ± deviation');
