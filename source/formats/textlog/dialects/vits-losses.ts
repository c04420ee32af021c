import {parseNumber} from '../../../encodings/numbers/odd-number.ts';
import {type DialectRow, rowAt} from './dialect-row.ts';

const head = /^Train Epoch: (\d+) \[\d+%\]$/;
const list = /^\[(.*)\]$/;
const fewestValues = 3;

const areNumbers = (values: (number | null)[]): values is number[] => !values.includes(null);

/**
 * Reads the rows of VITS and what is made of it (`train.py`): a head "Train Epoch: 1 [62%]", and below it a list of the losses, which have no names there,
 * the step and the learning rate.
 */
export class VitsLosses {
	/** Epoch that the line before named, null where that was no head. */
	private epoch: number | null = null;
	private next: number | null = null;

	/** True where the line before, or the one before that, was a head: the next line is to be taken, whichever it is. */
	get isOpen(): boolean {
		return this.epoch !== null || this.next !== null;
	}

	/** Takes a line of any kind. */
	takeLine(text: string): void {
		this.epoch = this.next;
		const epoch = text.startsWith('Train Epoch: ') ? head.exec(text)?.[1] : undefined;
		this.next = epoch === undefined ? null : Number(epoch);
	}

	/** Takes the same line where it is not known to be of another kind; gives its values, null for every other line. */
	take(text: string): DialectRow | null {
		const {epoch} = this;
		const row = epoch === null ? undefined : list.exec(text)?.[1];
		if (row === undefined) return null;
		const texts = row.split(', ');
		const values = texts.map(parseNumber);
		if (values.length < fewestValues || !areNumbers(values) || !/^\d+$/.test(texts.at(-2)!)) return null;
		const losses = values.slice(0, -2).map((value, i) => ({name: `losses/${i}`, value}));
		return {...rowAt(values.at(-2)!, [...losses, {name: 'lr', value: values.at(-1)!}]), epoch};
	}
}
