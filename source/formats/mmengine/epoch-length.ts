import type {FileAccess, Tail} from '../../core/files/files.ts';
import {LineSplitter} from '../../encodings/text/lines.ts';
import {decodeText} from '../../encodings/text/text.ts';

const trained = /Epoch\(train\)\s+\[\s*\d+\]\[\s*\d+\/(\d+)\]/;
const pieceBytes = 1 << 20;

/** Iterations of an epoch, which only the log tells: `Epoch(train) [3][6/8]`. Reads it until it does. */
export class EpochLength {
	iterations: number | null = null;
	private readonly tail: Tail;
	private readonly splitter = new LineSplitter({
		line: (chunk, start, end) => {
			const found = this.iterations === null ? trained.exec(decodeText(chunk, start, end)) : null;
			if (found !== null) this.iterations = Number(found[1]);
		},
	});

	constructor(path: string, files: FileAccess) {
		this.tail = files.tail(path);
	}

	/** Reads on, where that is needed; true when it was found now. */
	look(): boolean {
		if (this.iterations !== null) return false;
		while (this.tail.read(chunk => this.splitter.split(chunk), pieceBytes) === 'more' && this.iterations === null);
		return this.iterations !== null;
	}
}
