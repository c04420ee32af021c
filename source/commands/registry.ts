import {actingCommands} from './acting/acting-commands.ts';
import type {CommandSpec} from './command.ts';
import {readingCommands} from './reading-commands.ts';
import {flag, jsonFlag, number, text, texts, where} from './shared-flags.ts';

const json = jsonFlag('One JSON array (show: one object)');

/** All verbs. Help, shell completion and the command line are made from this list. */
export const commands: readonly CommandSpec[] = [
	{
		name: 'ls',
		usage: 'xtui ls [DIR…] [QUERY]',
		about: 'List runs',
		flags: [
			json,
			flag('jsonl', 'One JSON object a line'),
			flag('csv', 'Comma-separated values'),
			flag('md', 'A Markdown table'),
			flag('ids', 'Only the ids, one a line'),
			texts('sort', 'KEY', 'Sort by a field, - in front for descending'),
			text('columns', 'A,B,…', 'Fields to show; all for every one'),
			number('limit', 'N', 'At most N runs'),
			text('view', 'VIEW', 'What a saved view lists, by its number or name; a query narrows it'),
			text('by', 'A,B,…', 'Below headings, as group:A,B; but-seed for all that differs but the seed'),
			flag('folded', 'As on the screen: train and validation, attempts and ranks as one run'),
			flag('starts', 'Each training that was written into the same files, not one for all'),
			flag('groups', 'One line a group instead of its runs'),
			text('slice', 'QUESTION', "Ask the records instead: 'mean x where episode=2 by seed'"),
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
			texts('metric', 'NAME', 'Also the points of this metric'),
			number('points', 'N', 'At most N points a metric, evenly chosen (default: all)'),
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
		flags: [flag('jsonl', 'Speak JSON lines on standard input and output')],
		load: async () => (await import('./show/eta-command.ts')).runEtaCommand,
	},
	{
		name: 'keys',
		usage: 'xtui keys',
		about: 'The key map',
		takesNoWords: true,
		flags: [flag('md', 'A Markdown table'), jsonFlag('One JSON array, with the ids that the settings rebind by')],
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
