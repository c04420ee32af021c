import {readLog} from '../formats/textlog/read-log.ts';
import {type Kind, LogWriter, type Truth} from './text-truth/log-writer.ts';
import {mixedLines} from './text-truth/mixed-lines.ts';
import {saidLines} from './text-truth/said-lines.ts';

/**
 * Writes logs of trainings as people print them, and prints how many of their series are read with their name, their steps and their values.
 * `node .cache/bench/text-truth.js [KIND]`: what is wrong in each log of the kinds whose name has that in it.
 */
const logsOfKind = new Map([...saidLines.map(kind => [kind, 3] as const), ...mixedLines.map(kind => [kind, 150] as const)]);

interface Score {
	right: number;
	wrong: string[];
	/** Names that are read and are in no log. */
	strange: Set<string>;
}

const keyOf = (name: string): string => name.toLowerCase().replaceAll(/[\s_]+/g, ' ');
const asText = (points: readonly (readonly [number, number])[]): string =>
	points.map(([step, value]) => `${step}:${value}`).join(' ');

function scoreOf(log: LogWriter, score: Score): void {
	const {metrics, points} = pointsIn(log.text);
	const truths = [...log.truth.values()];
	for (const truth of truths) {
		const name = metrics.find(metric => isCalled(truth, metric));
		const read = name === undefined ? '' : asText(points(name));
		if (read === asText(truth.points)) score.right++;
		else score.wrong.push(`${truth.names[0]}: ${asText(truth.points).slice(0, 40)} is ${read.slice(0, 40) || 'not read'}`);
	}
	for (const name of metrics) if (!isSpeed(name) && !truths.some(truth => isCalled(truth, name))) score.strange.add(name);
}

const isCalled = ({names}: Truth, metric: string): boolean => names.some(name => keyOf(name) === keyOf(metric));
const isSpeed = (name: string): boolean => /lr|learning|time|memory/i.test(name);

function pointsIn(text: string): {metrics: string[]; points: (name: string) => readonly (readonly [number, number])[]} {
	try {
		const run = readLog(text);
		return {metrics: [...run.metrics.keys()], points: name => run.points(name) as (readonly [number, number])[]};
	} catch {
		// What is taken for no log has no series.
		return {metrics: [], points: () => []};
	}
}

function judge(kind: Kind, logs: number): Score {
	const score: Score = {right: 0, wrong: [], strange: new Set()};
	for (let seed = 0; seed < logs; seed++) {
		const log = new LogWriter(seed, kind.isPrefixed);
		kind.write(log);
		scoreOf(log, score);
	}
	return score;
}

const wanted = process.argv[2];
let right = 0;
let all = 0;
for (const [kind, logs] of logsOfKind) {
	if (wanted !== undefined && !kind.name.includes(wanted)) continue;
	const {right: own, wrong, strange} = judge(kind, logs);
	right += own;
	all += own + wrong.length;
	if (wrong.length + strange.size === 0 && wanted === undefined) continue;
	const others = strange.size === 0 ? '' : `, and what is in none: ${[...strange].slice(0, 5).join(', ')}`;
	console.log(`${own}/${own + wrong.length} ${kind.name}${others}`);
	if (wanted !== undefined) for (const each of wrong) console.log(`  ${each}`);
}
console.log(`${right} of ${all} series are read as they are written (${((100 * right) / all).toFixed(1)} %)`);
