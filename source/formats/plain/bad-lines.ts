import type {RunSink} from '../format.ts';

const mostNamed = 5;

/** Reports lines that cannot be read: the first few by number, then once that there are more. */
export class BadLines {
	private count = 0;

	constructor(
		private readonly file: string,
		private readonly run: RunSink,
	) {}

	/** Takes down line `number` (from 1) and what is wrong with it: "is not JSON and was skipped". */
	add(number: number, what: string): void {
		this.count++;
		if (this.count <= mostNamed) this.run.problem({file: this.file, message: `Line ${number} ${what}`});
		else if (this.count === mostNamed + 1)
			this.run.problem({file: this.file, message: `Line ${number} and others behind it cannot be read either`});
	}
}
