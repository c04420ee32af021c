import {compileQuery} from '../core/query/compile.ts';
import {type Field, metricField} from '../core/query/field.ts';
import {printField} from '../core/query/print.ts';
import {aggregateNames, type RunRow, readAggregate} from '../core/row.ts';
import {jsonNumber, runToJson} from '../core/run-json.ts';
import {attributeColumn, makeColumn, suffixOf} from '../core/table/columns.ts';
import {type Direction, findGoal} from '../core/table/direction.ts';
import {renderTable} from '../core/table/render.ts';
import {cleanText} from '../core/text.ts';
import {localZone} from '../io/local-zone.ts';
import type {CommandInput, ExitStatus} from './command.ts';
import {declaredGoals} from './goals.ts';
import {type Scanned, scanRoots, splitWords} from './scan.ts';
import {describeFault, selectRows} from './select.ts';

interface Judged {
	field: Field;
	metric: string;
	direction: Direction;
	/** Who says so: a person, the tracker, or only the metric's name. */
	from: 'flag' | 'tracker' | 'name';
}

interface Fault {
	fault: string;
	/** True where the word is well made and only names nothing. */
	isMissing?: boolean;
}

/** What a word means as a field of the query language, or the message why it means none. */
function findField(word: string, scanned: Scanned): Field | Fault {
	const isWhole = scanned.rows.some(({metrics}) => metrics.names.includes(word));
	const text = isWhole ? `show:${printField({scope: 'metric', name: word, suffix: null, step: null})}` : `show:${word}`;
	const valueAt = (row: RunRow, metric: string, step: number) =>
		scanned.runs.get(row.key)?.metrics.get(metric)?.valueAtStep(step) ?? Number.NaN;
	const compiled = compileQuery(text, {rows: scanned.rows, zone: localZone, valueAt});
	if (!compiled.ok) {
		const {from, to, ...rest} = compiled.error;
		const at = (position: number) => Math.max(0, position - (text.length - word.length));
		return {fault: describeFault(word, {...rest, from: at(from), to: at(to)})};
	}
	const [field] = compiled.query.show;
	const {warnings} = compiled.query;
	if (field === undefined || compiled.query.show.length > 1) return {fault: `xtui: best takes one metric, not ${word}`};
	if (field.source.from === 'nowhere') {
		const hint = warnings[0]?.hint;
		return {fault: `xtui: no run here has a metric ${word}${hint ? `; ${hint.replace('N', 'n')}` : ''}`, isMissing: true};
	}
	if (field.source.from !== 'metric' && field.source.from !== 'metric step')
		return {fault: `xtui: ${word} is no metric here; best ranks by a metric`};
	return field;
}

function judge(word: string, scanned: Scanned, goalFlag: unknown): Judged | Fault {
	const field = findField(word, scanned);
	if ('fault' in field) return field;
	const metric = field.source.name;
	const declared = new Map([...scanned.runs.values()].flatMap(run => [...declaredGoals(run)]));
	const known = findGoal(metric, declared);
	const given = goalFlag === 'min' ? 'down' : goalFlag === 'max' ? 'up' : null;
	const direction = given ?? known?.direction;
	if (direction === undefined)
		return {fault: `xtui: nothing tells whether ${metric} is better low or high; say --goal=min or --goal=max`};
	const from = given ? 'flag' : known!.guessed ? 'name' : 'tracker';
	const isBare = field.source.from === 'metric' && field.source.aggregate === 'last' && !field.label.endsWith('.last');
	if (!isBare) return {field, metric, direction, from};
	const suffix = suffixOf('best', {direction, guessed: false});
	return {
		field: metricField(metric, suffix, printField({scope: 'metric', name: metric, suffix, step: null})),
		metric,
		direction,
		from,
	};
}

/** The step at which the value was reached; null where the field is no extreme of the run. */
function stepOf(row: RunRow, {field, metric}: Judged): number | null {
	const aggregate = field.source.from === 'metric' ? field.source.aggregate : null;
	const column = aggregateNames.find(name => name === `${aggregate}Step`);
	const step = column === undefined ? Number.NaN : readAggregate(row, metric, column);
	return Number.isNaN(step) ? null : step;
}

const sources = {flag: 'as --goal says', tracker: 'as its tracker says', name: 'guessed from its name'} as const;

/** `xtui best METRIC`: the run that did best, or the best few, by the metric's direction. */
export async function runBest(input: CommandInput): Promise<ExitStatus> {
	const [word, ...rest] = input.words;
	const {goal, limit, json} = input.flags;
	if (word === undefined || (goal !== undefined && goal !== 'min' && goal !== 'max')) {
		input.warn(word === undefined ? 'xtui: best takes a metric, as in xtui best val/loss' : 'xtui: --goal is min or max');
		return 2;
	}
	const {roots, query} = splitWords(rest);
	const scanned = scanRoots(roots, input);
	if (scanned === null) return 1;
	const judged = judge(word, scanned, goal);
	if ('fault' in judged) {
		input.warn(judged.fault);
		return judged.isMissing ? 1 : 2;
	}
	const nowMs = Date.now();
	const selection = selectRows({...input, flags: {...input.flags, limit: undefined}}, query, scanned, nowMs);
	if (selection === null) return 2;
	const {field, metric, direction, from} = judged;
	const readValue = (row: RunRow): number => {
		const value = field.read(row, nowMs);
		return typeof value === 'number' ? value : Number.NaN;
	};
	const ranked = selection.rows
		.filter(row => Number.isFinite(readValue(row)))
		.sort((a, b) => (direction === 'down' ? readValue(a) - readValue(b) : readValue(b) - readValue(a)));
	if (ranked.length === 0) {
		input.warn(`xtui: none of ${selection.rows.length} runs has a finite value of ${metric}`);
		return 1;
	}
	// Those that share the best value are all the best.
	const ties = ranked.filter(row => readValue(row) === readValue(ranked[0]!)).length;
	const shown = ranked.slice(0, typeof limit === 'number' ? Math.max(1, limit) : ties);
	if (json === true) {
		const runs = shown.map(row => {
			const run = scanned.runs.get(row.key)!;
			return {value: jsonNumber(readValue(row)), step: stepOf(row, judged), run: runToJson(row, run.facts, run.problems, nowMs)};
		});
		const about = {metric, field: field.label, direction, direction_from: from, compared: ranked.length};
		input.print(JSON.stringify({...about, best: runs}, null, 1));
		return 0;
	}
	if (input.flags.ids === true) for (const {id} of shown) input.print(id);
	else {
		const title = field.source.from === 'metric' ? `${metric} ${field.source.aggregate}` : field.label;
		const columns = [{...makeColumn(field), title}, ...(['name', 'status', 'id', 'dir'] as const).map(attributeColumn)];
		for (const line of renderTable(shown, columns, 'text', {nowMs, zone: localZone})) input.print(line);
		const words = direction === 'down' ? 'lower is better' : 'higher is better';
		input.warn(
			`${cleanText(field.label)}: ${words}, ${sources[from]}; ${ranked.length} of ${selection.rows.length} runs have it`,
		);
	}
	return 0;
}
