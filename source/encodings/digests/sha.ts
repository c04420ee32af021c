/** SHA-1 and SHA-256 as FIPS 180-4 has them, for files of source code; a library would be Node's own, which readers do without. */

const blockBytes = 64;

/** First 32 bits of the fractional parts of the cube roots (`power` 1/3) or square roots (1/2) of the first primes. */
function rootConstants(count: number, power: number): Int32Array {
	const constants = new Int32Array(count);
	for (let candidate = 2, found = 0; found < count; candidate++) {
		let isPrime = true;
		for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) isPrime = false;
		if (isPrime) constants[found++] = ((candidate ** power % 1) * 2 ** 32) | 0;
	}
	return constants;
}

const rounds256 = rootConstants(64, 1 / 3);
const start256 = rootConstants(8, 1 / 2);
const start1 = new Int32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]);
const schedule = new Int32Array(80);

const left = (word: number, by: number) => (word << by) | (word >>> (32 - by));
const right = (word: number, by: number) => (word >>> by) | (word << (32 - by));

function mix1(state: Int32Array): void {
	for (let i = 16; i < 80; i++)
		schedule[i] = left(schedule[i - 3]! ^ schedule[i - 8]! ^ schedule[i - 14]! ^ schedule[i - 16]!, 1);
	let [a, b, c, d, e] = state as unknown as [number, number, number, number, number];
	for (let i = 0; i < 80; i++) {
		const part =
			i < 20
				? ((b & c) | (~b & d)) + 0x5a827999
				: i < 40
					? (b ^ c ^ d) + 0x6ed9eba1
					: i < 60
						? ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
						: (b ^ c ^ d) + 0xca62c1d6;
		const next = (left(a, 5) + part + e + schedule[i]!) | 0;
		[e, d, c, b, a] = [d, c, left(b, 30), a, next];
	}
	[a, b, c, d, e].forEach((word, i) => {
		state[i]! += word;
	});
}

function mix256(state: Int32Array): void {
	for (let i = 16; i < 64; i++) {
		const w15 = schedule[i - 15]!;
		const w2 = schedule[i - 2]!;
		const small0 = right(w15, 7) ^ right(w15, 18) ^ (w15 >>> 3);
		const small1 = right(w2, 17) ^ right(w2, 19) ^ (w2 >>> 10);
		schedule[i] = schedule[i - 16]! + small0 + schedule[i - 7]! + small1;
	}
	let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
	for (let i = 0; i < 64; i++) {
		const big1 = right(e, 6) ^ right(e, 11) ^ right(e, 25);
		const first = (h + big1 + ((e & f) ^ (~e & g)) + rounds256[i]! + schedule[i]!) | 0;
		const big0 = right(a, 2) ^ right(a, 13) ^ right(a, 22);
		const second = (big0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
		[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
	}
	[a, b, c, d, e, f, g, h].forEach((word, i) => {
		state[i]! += word;
	});
}

/** Digest of bytes as hexadecimal text. */
export function hexDigest(algorithm: 'sha1' | 'sha256', bytes: Uint8Array): string {
	const [state, mix] = algorithm === 'sha1' ? [start1.slice(), mix1] : [start256.slice(), mix256];
	const whole = bytes.length - (bytes.length % blockBytes);
	// The last bytes, a set bit, and the length in bits, filled up to one block or two.
	const tail = new Uint8Array(bytes.length - whole + 9 > blockBytes ? 2 * blockBytes : blockBytes);
	tail.set(bytes.subarray(whole));
	tail[bytes.length - whole] = 0x80;
	const ends = new DataView(tail.buffer);
	ends.setUint32(tail.length - 8, Math.floor(bytes.length / 2 ** 29));
	ends.setUint32(tail.length - 4, (bytes.length * 8) >>> 0);
	for (const part of [new DataView(bytes.buffer, bytes.byteOffset, whole), ends]) {
		for (let at = 0; at < part.byteLength; at += blockBytes) {
			for (let i = 0; i < 16; i++) schedule[i] = part.getInt32(at + i * 4);
			mix(state);
		}
	}
	return [...state].map(word => (word >>> 0).toString(16).padStart(8, '0')).join('');
}
