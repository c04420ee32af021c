import {parseNumber} from '../../../encodings/numbers/odd-number.ts';
import {phasedName} from '../line/phases.ts';
import type {NamedValue} from '../line-result.ts';
import {barsOf, cellsOf} from './cells.ts';

const head = /^(?:runningstage\.)?(test|val)\w* metric$/i;
const loader = /^dataloader (\d+)$/i;

/**
 * Reads the table that Lightning prints of what `test()` and `validate()` came to (`lightning/pytorch/loops/utilities` and `evaluation_loop.py`):
 * "│ test_acc │ 0.91 │" below "┃ Test metric ┃ DataLoader 0 ┃", also as older ones draw it, with blanks between its columns.
 */
export class LoaderTable {
	private phase = '';
	private loaders: string[] = [];

	/** Takes a line; gives the values of one of the table's rows, none for its head, null for every other line. */
	take(line: string): NamedValue[] | null {
		const {loaders} = this;
		const isHead = line.includes('ataLoader') || line.includes('ATALOADER');
		if (!isHead && loaders.length === 0) return null;
		// A line that only rules the table.
		if (!/[\p{L}\d]/u.test(line)) return null;
		const [name = '', ...values] = cellsOf(barsOf(line));
		const phase = isHead ? head.exec(name)?.[1] : undefined;
		const numbers = values.map(text => loader.exec(text)?.[1]);
		if (phase !== undefined && numbers.length > 0 && numbers.every(number => number !== undefined)) {
			this.phase = phase.toLowerCase();
			this.loaders = numbers;
			return [];
		}
		const read = values.map(parseNumber);
		if (read.length !== loaders.length || !/^\S+$/.test(name) || read.every(value => value === null)) {
			this.loaders = [];
			return null;
		}
		const told = name.toLowerCase().includes(this.phase) ? name : phasedName(this.phase, name);
		// So Lightning itself calls what more than one of them has.
		return read.flatMap((value, i) =>
			value === null ? [] : [{name: loaders.length > 1 ? `${told}/dataloader_idx_${loaders[i]}` : told, value}],
		);
	}
}
