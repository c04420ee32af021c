import type {NamedValue} from '../line-result.ts';
import {type DialectRow, namedValue, rowAt} from './dialect-row.ts';

const counter = /(?:^| )t_env: (\d+) \/ (\d+)$/;
const head = /(?:^| )Recent Stats \| t_env:\s+(\d+) \| Episode:\s+\d+$/;
const cell = /^(\w+):\s+(\S+)$/;

/**
 * Reads the rows of PyMARL and what is made of it (`utils/logging.py`): a head "Recent Stats | t_env: 5029 | Episode: 193", and below it lines of values
 * that tabs part, "loss:    0.0644\tgrad_norm:    1.0974". What is counted are the steps of the environment, "t_env: 5029 / 500000".
 */
export class PyMarl {
	/** Step of the head whose values have followed one another up to here; null where there is none. */
	private step: number | null = null;

	/** True where the line before was a head, or of its values. */
	get isOpen(): boolean {
		return this.step !== null;
	}

	/** Takes a line; gives what it says, null for every other line. */
	take(text: string): DialectRow | null {
		const [, done, total] = counter.exec(text) ?? [];
		if (done !== undefined) {
			this.step = null;
			const progress = {step: Number(done), total: Number(total), unit: 'step', from: 'counter', isOfPart: false};
			return {...rowAt(null, []), progress};
		}
		const step = head.exec(text)?.[1];
		if (step !== undefined) {
			this.step = Number(step);
			return rowAt(null, []);
		}
		const values = this.step === null ? null : valuesOf(text);
		if (values === null) this.step = null;
		return values === null ? null : rowAt(this.step, values);
	}
}

function valuesOf(text: string): NamedValue[] | null {
	const found: NamedValue[] = [];
	for (const part of text.trim().split(/\s*\t\s*/)) {
		const [, name, value] = cell.exec(part) ?? [];
		if (name === undefined || value === undefined) return null;
		found.push(...namedValue(name, value));
	}
	return found;
}
