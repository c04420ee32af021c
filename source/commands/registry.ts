import {actingCommands} from './acting/acting-commands.ts';
import type {CommandSpec} from './command.ts';
import {readingCommands} from './reading-commands.ts';
import {jsonFlag, where} from './shared-flags.ts';

const json = jsonFlag('One JSON array (show: one object)');

/** All verbs. Help, shell completion and the command line are made from this list. */
export const commands: readonly CommandSpec[] = [
	{
		name: 'ls',
		usage: 'xtui ls [DIR…] [QUERY]',
		about: 'List runs',
		flags: [
			json,
			{name: 'jsonl', kind: 'boolean', about: 'One JSON object a line'},
			{name: 'csv', kind: 'boolean', about: 'Comma-separated values'},
			{name: 'md', kind: 'boolean', about: 'A Markdown table'},
			{name: 'ids', kind: 'boolean', about: 'Only the ids, one a line'},
			{name: 'sort', kind: 'string', value: 'KEY', repeated: true, about: 'Sort by a field, - in front for descending'},
			{name: 'columns', kind: 'string', value: 'A,B,…', about: 'Fields to show; all for every one'},
			{name: 'limit', kind: 'number', value: 'N', about: 'At most N runs'},
			{name: 'view', kind: 'string', value: 'VIEW', about: 'What a saved view lists, by its number or name; a query narrows it'},
			{
				name: 'by',
				kind: 'string',
				value: 'A,B,…',
				about: 'Below headings, as group:A,B; but-seed for all that differs but the seed',
			},
			{name: 'folded', kind: 'boolean', about: 'As on the screen: train and validation, attempts and ranks as one run'},
			{name: 'starts', kind: 'boolean', about: 'Each training that was written into the same files, not one for all'},
			{name: 'groups', kind: 'boolean', about: 'One line a group instead of its runs'},
			{name: 'slice', kind: 'string', value: 'QUESTION', about: "Ask the records instead: 'mean x where episode=2 by seed'"},
			where,
		],
		load: async () => (await import('./list/ls.ts')).runLs,
	},
	{
		name: 'show',
		usage: 'xtui show RUN [DIR…]',
		about: 'One run in full; RUN is an id, a name or a path',
		flags: [
			json,
			{name: 'metric', kind: 'string', value: 'NAME', repeated: true, about: 'Also the points of this metric'},
			{name: 'points', kind: 'number', value: 'N', about: 'At most N points a metric, evenly chosen (default: all)'},
		],
		load: async () => (await import('./show/show.ts')).runShow,
	},
	...readingCommands,
	...actingCommands,
	{
		name: 'eta',
		usage: 'xtui eta --jsonl',
		about: 'The estimator of remaining time alone: a JSON line in, one out',
		takesNoWords: true,
		flags: [{name: 'jsonl', kind: 'boolean', about: 'Speak JSON lines on standard input and output'}],
		load: async () => (await import('./show/eta-command.ts')).runEtaCommand,
	},
	{
		name: 'keys',
		usage: 'xtui keys',
		about: 'The key map',
		takesNoWords: true,
		flags: [
			{name: 'md', kind: 'boolean', about: 'A Markdown table'},
			jsonFlag('One JSON array, with the ids that the settings rebind by'),
		],
		load: async () => (await import('./help/keys.ts')).runKeys,
	},
	{
		name: 'settings',
		usage: 'xtui settings',
		about: 'The settings in force, where each comes from, and what in their file cannot be used',
		takesNoWords: true,
		flags: [jsonFlag()],
		load: async () => (await import('./settings/settings.ts')).runSettings,
	},
	{
		name: 'completion',
		usage: 'xtui completion bash|zsh|fish|nushell',
		about: 'Completion script for bash, zsh, fish or nushell',
		flags: [],
		load: async () => (await import('./completion/completion.ts')).runCompletionCommand,
	},
];
