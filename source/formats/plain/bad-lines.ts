import {zerosBefore, zerosWithin} from '../../encodings/text/hole-words.ts';
import type {LineHandlers} from '../../encodings/text/lines.ts';
import type {RunSink} from '../format.ts';

const mostNamed = 5;

/** Reports lines that cannot be read: the first few by number, then once that there are more. */
export class BadLines {
	private count = 0;

	constructor(
		private readonly file: string,
		private readonly run: RunSink,
	) {}

	/** What a splitter of lines has to say of the file by itself. */
	get ofSplitter(): Required<Pick<LineHandlers, 'hole' | 'torn' | 'tooLong'>> {
		return {
			// A program goes on at its old place in a log that was emptied under it: there the first line has a hole before it and nothing is lost.
			hole: (number, bytes) => {
				if (number > 1) this.add(number, zerosBefore(bytes));
			},
			torn: (number, bytes, isRead) =>
				this.add(number, isRead ? `ends in ${bytes} zero bytes: what was written there is lost` : zerosWithin),
			tooLong: number => this.add(number, 'is longer than 8 MiB and was skipped'),
		};
	}

	/** Takes down line `number` (from 1) and what is wrong with it: "is not JSON and was skipped". */
	add(number: number, what: string): void {
		this.count++;
		if (this.count <= mostNamed) this.run.problem({file: this.file, message: `Line ${number} ${what}`});
		else if (this.count === mostNamed + 1)
			this.run.problem({file: this.file, message: `Line ${number} and others behind it cannot be read either`});
	}
}
