import type {CommandSpec, FlagSpec} from './command.ts';

const where: FlagSpec = {
	name: 'where',
	kind: 'string',
	value: 'QUERY',
	about: 'The query, said unmistakably (it may begin with -)',
};
const goal: FlagSpec = {
	name: 'goal',
	kind: 'string',
	value: 'min|max',
	about: 'Which way is better (default: as the tracker says, else by the name)',
};
const json = (about: string): FlagSpec => ({name: 'json', kind: 'boolean', about});

/** Verbs that tell about runs and change nothing, besides ls and show. */
export const readingCommands: readonly CommandSpec[] = [
	{
		name: 'export',
		usage: 'xtui export [DIR…] [QUERY]',
		about: 'The points themselves, one a line: run, name, metric, step, time, value',
		flags: [
			{name: 'format', kind: 'string', value: 'csv|jsonl', about: 'Comma-separated values (default) or one JSON object a line'},
			{name: 'metric', kind: 'string', value: 'NAME', repeated: true, about: 'Only this metric'},
			{name: 'system', kind: 'boolean', about: 'Also the series of the machine: CPU, GPU, memory'},
			where,
		],
		load: async () => (await import('./list/export.ts')).runExport,
	},
	{
		name: 'wait',
		usage: 'xtui wait [DIR…] QUERY',
		about: 'Wait until the query holds for a run: ends 0 when it does, 3 when time is up, 4 when a run fails that it is about',
		flags: [
			{name: 'timeout', kind: 'string', value: 'SPAN', about: 'Give up after this time (90s, 30m, 2h)'},
			{name: 'all', kind: 'boolean', about: 'Until it holds for every run whose name, tags, settings and place it means'},
			json('The runs for which it holds, as ls --json'),
			{name: 'ids', kind: 'boolean', about: 'Only their ids'},
			where,
		],
		load: async () => (await import('./list/wait.ts')).runWait,
	},
	{
		name: 'best',
		usage: 'xtui best METRIC [DIR…] [QUERY]',
		about: 'The run with the best value of a metric, or the ranking; METRIC.last, .mean or @STEP rank by that instead',
		flags: [
			json('One JSON object'),
			{name: 'csv', kind: 'boolean', about: 'Comma-separated values, exact'},
			{name: 'md', kind: 'boolean', about: 'A Markdown table'},
			{name: 'ids', kind: 'boolean', about: 'Only the ids'},
			{name: 'limit', kind: 'number', value: 'N', about: 'The best N'},
			{name: 'all', kind: 'boolean', about: 'All of them, and at the end those without a value, with the reason'},
			{name: 'seeds', kind: 'boolean', about: 'Runs that differ only in their seed as one, by mean ± deviation'},
			goal,
			where,
		],
		load: async () => (await import('./list/best.ts')).runBest,
	},
	{
		name: 'importance',
		usage: 'xtui importance METRIC [DIR…] [QUERY]',
		about: 'Which settings decide over a metric, by how much, and how sure that is',
		flags: [
			json('One JSON object'),
			{name: 'csv', kind: 'boolean', about: 'Comma-separated values, exact'},
			{name: 'md', kind: 'boolean', about: 'A Markdown table'},
			goal,
			where,
		],
		load: async () => (await import('./list/importance.ts')).runImportance,
	},
	{
		name: 'report',
		usage: 'xtui report [DIR…] [QUERY] -o FILE',
		about: 'One file that says how the runs stand: rankings, what decides, curves, every run; .html or .md',
		flags: [
			{
				name: 'output',
				kind: 'string',
				value: 'FILE',
				short: 'o',
				about: 'report.html or report.md (default: Markdown to standard output)',
			},
			{name: 'force', kind: 'boolean', about: 'Replace the file if it is there'},
			{name: 'title', kind: 'string', value: 'TEXT', about: 'Its title'},
			{
				name: 'metric',
				kind: 'string',
				value: 'NAME',
				repeated: true,
				about: 'Rank by this metric and draw it (default: the most telling)',
			},
			goal,
			{name: 'seeds', kind: 'boolean', about: 'Runs that differ only in their seed as one, by mean ± deviation'},
			{name: 'log-y', kind: 'boolean', about: 'Logarithmic y axes'},
			{name: 'sort', kind: 'string', value: 'KEY', repeated: true, about: 'Order of the runs'},
			{name: 'limit', kind: 'number', value: 'N', about: 'At most N runs'},
			where,
		],
		load: async () => (await import('./compare/report.ts')).runReport,
	},
	{
		name: 'status',
		usage: 'xtui status [DIR…] [QUERY]',
		about: 'How everything stands: counts, next end, alerts',
		flags: [
			json('One JSON object'),
			{name: 'line', kind: 'boolean', about: 'Exactly one line'},
			{name: 'tmux', kind: 'boolean', about: "One line in tmux's style marks, for status-right"},
			{name: 'since', kind: 'string', value: 'SPAN', about: 'How long a failure stays an alert (default: 1d)'},
			where,
		],
		load: async () => (await import('./show/status.ts')).runStatus,
	},
	{
		name: 'compare',
		usage: 'xtui compare RUN RUN… [DIR…]',
		about: 'What differs between runs, measured against the first; RUN@STEP or RUN@TIME compares there',
		flags: [
			json('One JSON object'),
			{name: 'csv', kind: 'boolean', about: 'Comma-separated values, exact'},
			{name: 'md', kind: 'boolean', about: 'Markdown tables'},
			{name: 'diff', kind: 'boolean', about: 'What differs in settings, packages and code, as a unified diff'},
			{name: 'at', kind: 'string', value: 'STEP|TIME', about: 'Compare all at this step (500, 1k) or time after the start (30m)'},
			{name: 'all', kind: 'boolean', about: "Also the keys that are the same in all, and the trackers' own"},
			where,
		],
		load: async () => (await import('./compare/compare.ts')).runCompare,
	},
	{
		name: 'check',
		usage: 'xtui check [--run] [RUN|DIR…]',
		about: 'Whether runs are whole and their records agree: files, records, counts, steps, status, inputs; ends 1 if not',
		flags: [
			json('One JSON object'),
			{
				name: 'run',
				kind: 'boolean',
				about: 'Each word must be a run itself: fail where a directory only has runs below it, or none',
			},
			{name: 'quick', kind: 'boolean', about: 'Without the hashes of inputs, which may be large'},
			{name: 'strict', kind: 'boolean', about: 'Warnings end 1 too'},
			where,
		],
		load: async () => (await import('./check/check.ts')).runCheck,
	},
	{
		name: 'doctor',
		usage: 'xtui doctor [DIR…]',
		about: 'What is found here, what is passed over and why, and what this machine and terminal allow',
		flags: [json('One JSON object')],
		load: async () => (await import('./check/doctor.ts')).runDoctor,
	},
];
