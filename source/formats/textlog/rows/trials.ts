import {parsePythonDict} from '../../../encodings/json/python-literal.ts';
import {parseNumber} from '../../../encodings/numbers/odd-number.ts';
import type {NamedValue} from '../line-result.ts';
import type {OutputState} from '../output-state.ts';

interface SaidTrial {
	trial: number;
	/** None where it failed. */
	metrics: NamedValue[];
}

// "Trial 3 finished with value: 0.5 and parameters: {'lr': 0.1}. Best is trial 3 with value: 0.5.", "Trial 3 finished with values: [0.5, 1.2] and …"
const finished = /^Trial (\d+) finished with values?: (.*?) and parameters: \{/;
const failed = /^Trial (\d+) failed with /;

/** What Optuna says in a log of a trial that has ended: what it came to, not the parameters that it was given. Null for every other line. */
function readTrial(text: string): SaidTrial | null {
	const found = finished.exec(text);
	if (found === null) {
		const trial = failed.exec(text)?.[1];
		return trial === undefined ? null : {trial: Number(trial), metrics: []};
	}
	return {trial: Number(found[1]), metrics: metricsOf(found[2]!)};
}

function metricsOf(text: string): SaidTrial['metrics'] {
	const named = Object.entries(parsePythonDict(text) ?? {});
	const parts = /^\[.*\]$/.test(text) ? text.slice(1, -1).split(',') : [text];
	const values: [string, number | null][] =
		named.length > 0
			? named.map(([name, value]) => [name, typeof value === 'number' ? value : null])
			: parts.map((part, i) => [parts.length === 1 ? 'value' : `value ${i}`, parseNumber(part)]);
	return values.flatMap(([name, value]) => (value === null ? [] : [{name, value}]));
}

/** Makes rows of the trials of a study by Optuna: their numbers are steps where nothing else is counted. */
export class Trials {
	private areSteps = false;

	constructor(private readonly output: OutputState) {}

	/** Takes a line; true where it is about a trial. */
	take(text: string): boolean {
		const said = text.startsWith('Trial ') ? readTrial(text) : null;
		if (said === null) return false;
		const {output} = this;
		const {trial, metrics} = said;
		output.result.isOfTrial = true;
		this.areSteps ||= output.axis === 'row';
		if (this.areSteps) {
			output.noteAxis('step');
			if (metrics.length > 0) output.push(trial, metrics);
		} else for (const metric of metrics) output.result.metrics.push({step: trial, ...metric});
		return true;
	}
}
