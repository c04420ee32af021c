import {half, tqdm} from './estimate/baselines.ts';
import type {Trace} from './estimate/simulate.ts';
import {makeBenchTraces, meanScores, xtui} from './estimate.ts';

/** So many that the mean of a kind tells more than chance. */
const seeds = Array.from({length: 24}, (_, index) => 201 + index);
const columns = ['error %', 'later half', 'tqdm', 'movement', 'jumps %', 'covered %', 'Winkler'];

function lineOf(name: string, traces: Trace[]): string {
	const own = meanScores(traces, xtui);
	const [later, bar] = [half, tqdm].map(make => meanScores(traces, ({total}) => make(total)).ape);
	const cells = [own.ape, later!, bar!, own.tv, own.jump, own.cover, own.wink].map(value => value.toFixed(2));
	return name.padEnd(22) + cells.map((cell, at) => cell.padStart(columns[at]!.length + 2)).join('');
}

/** A table of the estimator's scores, a line a kind of run and one for each set of kinds; for seeds that nothing else uses. */
export function tabulateKinds(): string {
	const lines: string[] = [];
	for (const [set, traces] of Object.entries(makeBenchTraces(seeds))) {
		lines.push(set.padEnd(22) + columns.map(column => `  ${column}`).join(''));
		for (const kind of new Set(traces.map(trace => trace.kind))) {
			lines.push(
				lineOf(
					`  ${kind}`,
					traces.filter(trace => trace.kind === kind),
				),
			);
		}
		lines.push(lineOf('  all of them', traces), '');
	}
	return lines.join('\n');
}
