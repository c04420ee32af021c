import type {CommandSpec, FlagSpec} from './command.ts';

const dryRun: FlagSpec = {
	name: 'dry-run',
	kind: 'boolean',
	about: 'Only show what would be done: words, directory, host, variables',
};
const readonly: FlagSpec = {name: 'readonly', kind: 'boolean', about: 'Refuse to act (as XTUI_READONLY=1 does)'};
const name: FlagSpec = {
	name: 'name',
	kind: 'string',
	value: 'NAME',
	about: 'What it is called, and its directory (default: its script)',
};
const runs: FlagSpec = {
	name: 'runs',
	kind: 'string',
	value: 'DIR',
	about: 'Where its directory is made (default: $XTUI_RUNS, else ./runs)',
};

/** Verbs that start or change something. */
export const actingCommands: readonly CommandSpec[] = [
	{
		name: 'run',
		usage: 'xtui run [FLAG…] -- PROGRAM ARG…',
		about: 'Run a program; its output, numbers, code and end are kept as a run. It sees a pipe, no terminal',
		startsProgram: true,
		flags: [
			name,
			{name: 'tag', kind: 'string', value: 'TAG', repeated: true, about: 'Tag it'},
			{name: 'group', kind: 'string', value: 'GROUP', about: 'Group it belongs to'},
			{name: 'total', kind: 'number', value: 'N', about: 'Planned number of steps'},
			{name: 'detach', kind: 'boolean', about: 'In the background: it says its id and goes on without this terminal'},
			runs,
			{
				name: 'env',
				kind: 'string',
				value: 'NAME[=VALUE]',
				repeated: true,
				about: 'Set, or record as it is, a variable; NAME=VALUE in front of PROGRAM does it too',
			},
			{name: 'record-secrets', kind: 'boolean', about: 'Record values that look like keys and passwords too'},
			{
				name: 'scalar',
				kind: 'string',
				value: 'NAME=EXPR',
				repeated: true,
				about: "A number of the output that is not found by itself: --scalar 'loss=loss is ([\\d.]+)'",
			},
			{name: 'patch', kind: 'boolean', about: 'Keep the uncommitted changes beside the commit (--no-patch does not)'},
			dryRun,
			readonly,
		],
		load: async () => (await import('./run.ts')).runRun,
	},
];
