import type {CommandSpec, FlagSpec} from '../command.ts';
import {flag, jsonFlag, number, text, texts} from '../shared-flags.ts';

const dryRun: FlagSpec = flag('dry-run', 'Only show what would be done: words, directory, host, variables');
const readonly: FlagSpec = flag('readonly', 'Refuse to act (as XTUI_READONLY=1 does)');
const name: FlagSpec = text('name', 'TITLE', 'What it is called, and its directory (default: its script)');
const runs: FlagSpec = text('runs', 'DIR', 'Where its directory is made (default: $XTUI_RUNS, else ./runs)');

const yes: FlagSpec = flag('yes', 'Do it without asking');
const force: FlagSpec = flag('force', 'Although something speaks against it');
const where: FlagSpec = text('where', 'QUERY', 'All runs that the query means, too');
const value: FlagSpec = text('value', 'TEXT', 'What is said, where the last word is a run');
const secrets: FlagSpec = flag('record-secrets', 'Record values that look like keys and passwords too');
const move: FlagSpec = flag('move', 'Move the directory whole, where its tracker has neither archive nor trash');
const asked = [where, dryRun, yes, readonly];
// What can be taken back is never asked about; scripts may say it of every verb all the same.
const said = [value, where, dryRun, yes, readonly];

/** Verbs that start or change something. */
export const actingCommands: readonly CommandSpec[] = [
	{
		name: 'run',
		usage: 'xtui run [FLAG…] -- PROGRAM ARG…',
		about: 'Run a program and keep its output, numbers, code and end as a run; it sees a pipe and no terminal',
		startsProgram: true,
		flags: [
			name,
			texts('tag', 'TAG', 'Tag it'),
			text('group', 'GROUP', 'Group it belongs to'),
			number('total', 'N', 'Planned number of steps'),
			flag('detach', 'In the background: it says its id and goes on without this terminal'),
			runs,
			texts(
				'env',
				'NAME[=VALUE]',
				'Set, or record as it is, a variable; NAME=VALUE in front of PROGRAM does it too (PYTHONUNBUFFERED=1 is the default)',
			),
			secrets,
			texts('scalar', 'NAME=EXPR', "A number of the output that is not found by itself: --scalar 'loss=loss is ([\\d.]+)'"),
			flag('patch', 'Keep the uncommitted changes beside the commit (--no-patch does not)'),
			dryRun,
			readonly,
		],
		load: async () => (await import('../runner/run.ts')).runRun,
	},
	{
		name: 'restart',
		usage: 'xtui restart RUN… [FLAG…]',
		about:
			'Start runs again as new ones, in the background: same command, directory and variables; what Guild or Gage only prepared, in place',
		flags: [
			texts('set', 'NAME=VALUE', 'Change a flag, in the form that the command has'),
			text('cwd', 'DIR', 'Run it in this directory, where its own has moved'),
			text('source', 'WHICH', 'recorded: the commit and changes it ran with; latest: as it is now'),
			flag('from-checkpoint', 'From the newest checkpoint, where the command has a flag for one'),
			flag('in-place', "In the run's own directory, where its tracker does that"),
			runs,
			secrets,
			force,
			...asked,
		],
		load: async () => (await import('./restart.ts')).runRestart,
	},
	{
		name: 'stop',
		usage: 'xtui stop RUN…',
		about: 'Stop runs: INT, then TERM, then KILL, to the process group',
		flags: [
			text('signal', 'SIGNAL', 'Only this one: INT, TERM or KILL'),
			number('grace', 'S', 'Seconds to wait after each (default: 10)'),
			...asked,
		],
		load: async () => (await import('./stop.ts')).runStop,
	},
	{
		name: 'tag',
		usage: 'xtui tag RUN… TAG',
		about: 'Tag runs',
		flags: said,
		load: async () => (await import('./valued.ts')).runTag,
	},
	{
		name: 'untag',
		usage: 'xtui untag RUN… TAG',
		about: 'Take a tag away',
		flags: said,
		load: async () => (await import('./valued.ts')).runUntag,
	},
	{
		name: 'note',
		usage: 'xtui note RUN… [TEXT]',
		about: 'Note something about runs; without a text: standard input, or $EDITOR',
		flags: said,
		load: async () => (await import('./note.ts')).runNote,
	},
	{
		name: 'label',
		usage: 'xtui label RUN… TEXT',
		about: 'Set the label that Guild or Gage keeps of runs; none takes it away',
		flags: said,
		load: async () => (await import('./valued.ts')).runLabel,
	},
	{
		name: 'mark',
		usage: 'xtui mark RUN… best|interesting|none',
		about: 'Mark runs; none takes the marks away, and any other word is a mark too',
		flags: said,
		load: async () => (await import('./valued.ts')).runMark,
	},
	{
		name: 'verdict',
		usage: 'xtui verdict RUN… success|fail|none',
		about: 'Judge runs',
		flags: [text('resolution', 'TEXT', 'Why, kept as a note'), force, ...said],
		load: async () => (await import('./verdict.ts')).runVerdict,
	},
	{
		name: 'undo',
		usage: 'xtui undo RUN…',
		about: 'Take back the last that you said of runs',
		flags: asked,
		load: async () => (await import('./undo.ts')).runUndo,
	},
	{
		name: 'journal',
		usage: 'xtui journal RUN',
		about: 'What was said of a run, by whom, signatures checked',
		flags: [jsonFlag('JSON lines')],
		load: async () => (await import('./journal.ts')).runJournal,
	},
	{
		name: 'archive',
		usage: 'xtui archive RUN…',
		about: 'Put runs away, in the way of their tracker where that has one',
		flags: [move, ...asked],
		load: async () => (await import('./shelve.ts')).runArchive,
	},
	{
		name: 'restore',
		usage: 'xtui restore RUN…',
		about: 'Take runs back from the archive and the trash',
		flags: asked,
		load: async () => (await import('./shelve.ts')).runRestore,
	},
	{
		name: 'delete',
		usage: 'xtui delete RUN…',
		about: 'Put runs into the trash',
		flags: [flag('purge', 'Remove what is in the trash from the disk, for good'), move, ...asked],
		load: async () => (await import('./shelve.ts')).runDelete,
	},
	{
		name: 'copy',
		usage: 'xtui copy RUN… DIR',
		about: 'Copy the directories of runs',
		flags: [value, ...asked],
		load: async () => (await import('./valued.ts')).runCopy,
	},
];
