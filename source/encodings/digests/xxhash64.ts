/**
 * XXH64 with seed 0 (Yann Collet, "xxHash fast digest algorithm", 0.1.1), piece by piece. Numbers of 64 bits are pairs of 32-bit halves,
 * which bigints would make several times slower; operations leave their result in `high` and `low`.
 */

const p1High = 0x9e3779b1;
const p1Low = 0x85ebca87;
const p2High = 0xc2b2ae3d;
const p2Low = 0x27d4eb4f;
const p3High = 0x165667b1;
const p3Low = 0x9e3779f9;
const p4High = 0x85ebca77;
const p4Low = 0xc2b2ae63;
const p5High = 0x27d4eb2f;
const p5Low = 0x165667c5;
const stripeBytes = 32;

let high = 0;
let low = 0;

function set(aHigh: number, aLow: number): void {
	high = aHigh | 0;
	low = aLow | 0;
}

function add(bHigh: number, bLow: number): void {
	const sum = (low >>> 0) + (bLow >>> 0);
	high = (high + bHigh + (sum > 0xffffffff ? 1 : 0)) | 0;
	low = sum | 0;
}

function multiply(bHigh: number, bLow: number): void {
	const a0 = low & 0xffff;
	const a1 = low >>> 16;
	const b0 = bLow & 0xffff;
	const b1 = bLow >>> 16;
	const p00 = a0 * b0;
	const p01 = a0 * b1;
	const p10 = a1 * b0;
	const middle = (p00 >>> 16) + (p01 & 0xffff) + (p10 & 0xffff);
	const carried = a1 * b1 + (p01 >>> 16) + (p10 >>> 16) + (middle >>> 16);
	high = (carried + Math.imul(high, bLow) + Math.imul(low, bHigh)) | 0;
	low = (middle << 16) | (p00 & 0xffff);
}

/** By 1 to 31 bits to the left. */
function rotate(bits: number): void {
	const rotated = (high << bits) | (low >>> (32 - bits));
	low = (low << bits) | (high >>> (32 - bits));
	high = rotated;
}

function exclusiveOr(bHigh: number, bLow: number): void {
	high ^= bHigh;
	low ^= bLow;
}

/** Mixes eight bytes into an accumulator. */
function round(aHigh: number, aLow: number, inputHigh: number, inputLow: number): void {
	set(inputHigh, inputLow);
	multiply(p2High, p2Low);
	add(aHigh, aLow);
	rotate(31);
	multiply(p1High, p1Low);
}

function int32(bytes: Uint8Array, at: number): number {
	return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}

export class XxHash64 {
	/** Four accumulators, each high before low. */
	private readonly lanes = new Int32Array(8);
	private readonly rest = new Uint8Array(stripeBytes);
	private restLength = 0;
	private length = 0;

	constructor() {
		set(p1High, p1Low);
		add(p2High, p2Low);
		this.lanes.set([high, low, p2High, p2Low, 0, 0]);
		// Minus the first prime.
		set(~p1High, ~p1Low);
		add(0, 1);
		this.lanes.set([high, low], 6);
	}

	update(bytes: Uint8Array): this {
		this.length += bytes.length;
		let at = 0;
		if (this.restLength > 0) {
			at = Math.min(stripeBytes - this.restLength, bytes.length);
			this.rest.set(bytes.subarray(0, at), this.restLength);
			this.restLength += at;
			if (this.restLength < stripeBytes) return this;
			this.mixStripes(this.rest, 0, stripeBytes);
		}
		const end = at + Math.floor((bytes.length - at) / stripeBytes) * stripeBytes;
		this.mixStripes(bytes, at, end);
		this.rest.set(bytes.subarray(end));
		this.restLength = bytes.length - end;
		return this;
	}

	/** Sixteen hexadecimal digits. */
	digest(): string {
		this.joinLanes();
		add(Math.floor(this.length / 2 ** 32), this.length | 0);
		this.mixRest();
		avalanche();
		return [high, low].map(half => (half >>> 0).toString(16).padStart(8, '0')).join('');
	}

	private mixStripes(bytes: Uint8Array, from: number, to: number): void {
		const {lanes} = this;
		for (let at = from; at < to; at += 8) {
			const lane = ((at - from) >> 2) & 6;
			round(lanes[lane]!, lanes[lane + 1]!, int32(bytes, at + 4), int32(bytes, at));
			lanes[lane] = high;
			lanes[lane + 1] = low;
		}
	}

	private joinLanes(): void {
		const {lanes} = this;
		if (this.length < stripeBytes) {
			set(p5High, p5Low);
			return;
		}
		let sumHigh = 0;
		let sumLow = 0;
		for (const [lane, bits] of [1, 7, 12, 18].entries()) {
			set(lanes[lane * 2]!, lanes[lane * 2 + 1]!);
			rotate(bits);
			add(sumHigh, sumLow);
			sumHigh = high;
			sumLow = low;
		}
		for (let lane = 0; lane < 4; lane++) {
			const [beforeHigh, beforeLow] = [high, low];
			round(0, 0, lanes[lane * 2]!, lanes[lane * 2 + 1]!);
			exclusiveOr(beforeHigh, beforeLow);
			multiply(p1High, p1Low);
			add(p4High, p4Low);
		}
	}

	/** The last bytes, fewer than a stripe. */
	private mixRest(): void {
		const {rest, restLength} = this;
		let at = 0;
		for (; at + 8 <= restLength; at += 8) {
			const [beforeHigh, beforeLow] = [high, low];
			round(0, 0, int32(rest, at + 4), int32(rest, at));
			exclusiveOr(beforeHigh, beforeLow);
			rotate(27);
			multiply(p1High, p1Low);
			add(p4High, p4Low);
		}
		if (at + 4 <= restLength) {
			const [beforeHigh, beforeLow] = [high, low];
			set(0, int32(rest, at));
			multiply(p1High, p1Low);
			exclusiveOr(beforeHigh, beforeLow);
			rotate(23);
			multiply(p2High, p2Low);
			add(p3High, p3Low);
			at += 4;
		}
		for (; at < restLength; at++) {
			const [beforeHigh, beforeLow] = [high, low];
			set(0, rest[at]!);
			multiply(p5High, p5Low);
			exclusiveOr(beforeHigh, beforeLow);
			rotate(11);
			multiply(p1High, p1Low);
		}
	}
}

function avalanche(): void {
	exclusiveOr(0, high >>> 1);
	multiply(p2High, p2Low);
	exclusiveOr(high >>> 29, (low >>> 29) | (high << 3));
	multiply(p3High, p3Low);
	exclusiveOr(0, high);
}
