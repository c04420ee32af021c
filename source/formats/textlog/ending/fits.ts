import {numberOfOutput} from '../line/output-number.ts';
import type {NamedValue} from '../line-result.ts';

/** A fit of scikit-learn's search over settings that came to its end. */
export interface Fit {
	/** How many have, and how many there will be; null where that was not said. */
	count: number;
	total: number | null;
	metrics: NamedValue[];
}

const announced = /^Fitting \d+ folds for each of \d+ candidates, totalling (\d+) fits$/;
const ended = /^\[CV(?: [\d/; ]+)?\] END /;
const behindSettings = /(?:^|[;.])((?:, score=|(?: [\w.-]+: \()).*?)(?: total time=|$)/;
const scores = / ([\w.-]+)(?:=|: )(?:\((?:train=([^,)]+), )?test=([^,)]+)\)|([^\s,;()]+))/g;

/** Reads what a search says of its fits: "[CV 1/5] END ....C=1, kernel=rbf;, score=0.98 total time=   0.0s". Its settings are no values. */
export class FitReader {
	private count = 0;
	private total: number | null = null;

	/** Takes a line; gives the fit that it is about, null for every other line. */
	take(line: string): Fit | null {
		if (line.startsWith('Fitting ')) {
			const total = announced.exec(line)?.[1];
			if (total !== undefined) {
				this.total = Number(total);
				this.count = 0;
			}
			return null;
		}
		if (!line.startsWith('[CV') || !ended.test(line)) return null;
		this.count++;
		const metrics: Fit['metrics'] = [];
		const said = behindSettings.exec(line)?.[1] ?? '';
		for (const [, name, train, test, alone] of said.matchAll(scores)) {
			for (const [label, text] of [
				[`train ${name}`, train],
				[train === undefined ? name! : `test ${name}`, test ?? alone],
			] as const) {
				const value = text === undefined ? null : numberOfOutput(text);
				if (value !== null) metrics.push({name: label, value});
			}
		}
		return {count: this.count, total: this.total, metrics};
	}
}
