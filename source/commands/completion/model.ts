import type {CommandSpec, FlagSpec} from '../command.ts';

/** What shell completion knows of the command line: made from the registry, so that no verb or flag is written down twice. */

/** What a word or the value of a flag is; all but the last two are asked for at `xtui __complete KIND WORD`. */
export const askedKinds = ['query', 'run', 'field', 'metric'] as const;
export type AskedKind = (typeof askedKinds)[number];
export type WordKind = AskedKind | 'directory' | 'file' | 'text';

export interface CompletedFlag {
	name: string;
	about: string;
	/** null for a switch. */
	takes: WordKind | null;
	/** Values that it can only have, such as `min` and `max`; empty where it takes others. */
	choices: string[];
}

export interface CompletedCommand {
	name: string;
	about: string;
	flags: CompletedFlag[];
	/** What its words can be. */
	words: WordKind[];
	/** Words that can only be one of these, such as the shells of `completion`. */
	choices: string[];
}

export interface CompletionModel {
	program: string;
	commands: CompletedCommand[];
	/** Flags of the program without a verb. */
	flags: CompletedFlag[];
}

/** The hidden verb that answers for what only the runs know. */
export const answerVerb = '__complete';
/** The hidden verb that renews the index of runs, apart from whoever asked. */
export const indexVerb = '__index';
/** They do without the parser of flags, and without all that reads runs. */
export const hiddenVerbs: ReadonlySet<string> = new Set([answerVerb, indexVerb]);

const kindsOfPlaceholders: [RegExp, WordKind][] = [
	[/^(?:QUERY|CONDITION)$/, 'query'],
	[/^(?:RUN|ID|BATCH)S?$/, 'run'],
	[/^(?:KEY|FIELD|COLUMN)S?$|^A,B/, 'field'],
	[/^(?:METRIC|NAME)S?$/, 'metric'],
	[/^(?:DIR|ROOT)S?$/, 'directory'],
	[/^(?:FILE|PATH|OUT)S?$/, 'file'],
];

function kindOfPlaceholder(text: string): WordKind {
	return kindsOfPlaceholders.find(([pattern]) => pattern.test(text))?.[1] ?? 'text';
}

/** `min|max` are choices, `STEP|TIME` placeholders. */
const choicesOf = (text: string): string[] => (/^[a-z]+(?:\|[a-z]+)+$/.test(text) ? text.split('|') : []);

function describeFlag({name, kind, value, about}: FlagSpec): CompletedFlag {
	const takes = kind === 'boolean' ? null : kind === 'number' ? 'text' : kindOfPlaceholder(value ?? '');
	return {name, about, takes, choices: choicesOf(value ?? '')};
}

/** `xtui ls [DIR…] [QUERY]` takes directories and a query; `bash|zsh` are choices. */
function describeWords(usage: string): Pick<CompletedCommand, 'words' | 'choices'> {
	const placeholders = usage
		.split(/\s+/)
		.slice(2)
		.map(word => word.replace(/^[[(<]+|[\])>….]+$/g, ''));
	const choices = placeholders.flatMap(choicesOf);
	const kinds = placeholders
		.filter(word => /^[A-Z]/.test(word))
		.map(kindOfPlaceholder)
		.filter(kind => kind !== 'text');
	return {words: [...new Set(kinds)], choices};
}

export function describeCommands(
	commands: readonly Pick<CommandSpec, 'name' | 'usage' | 'about' | 'flags'>[],
	screenFlags: readonly FlagSpec[],
): CompletionModel {
	return {
		program: 'xtui',
		flags: screenFlags.map(describeFlag),
		commands: commands
			.filter(({name}) => !name.startsWith('_'))
			.map(({name, usage, about, flags}) => ({name, about, flags: flags.map(describeFlag), ...describeWords(usage)})),
	};
}

export const isAsked = (kind: WordKind | null): kind is AskedKind => askedKinds.some(asked => asked === kind);
