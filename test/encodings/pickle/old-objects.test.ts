import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pickleToJson, readPickle} from '../../../source/encodings/pickle/index.ts';

const read = (written: string) => readPickle(Buffer.from(written, 'latin1'));
const shown = (written: string) => pickleToJson(read(written).value);

test('instances of Python 2 whose class has no base have their attributes in every protocol that writes them', () => {
	const attributes = {class: '<lib.Trial>', lr: 0.5};
	assert.deepEqual(shown("(ilib\nTrial\np0\n(dp1\nS'lr'\np2\nF0.5\nsb."), attributes);
	assert.deepEqual(shown('(clib\nTrial\nq\0oq\x01}q\x02U\x02lrq\x03G?\xe0\0\0\0\0\0\0sb.'), attributes);
	assert.equal(read('(K\x01oq\x01.').damage?.message, 'not a pickle', 'a number has no instances');
});

test('an object that is made with keywords has them behind its arguments', () => {
	assert.deepEqual(shown('\x80\x04\x8c\x03lib\x8c\x05Trial\x93K\x01\x85}\x8c\x02lrK\x02s\x92.'), '<lib.Trial>');
	const {value} = read('\x80\x04]\x8c\x03lib\x8c\x05Trial\x93K\x01\x85}\x8c\x02lrK\x02s\x92a.');
	const [made] = value as {args: unknown[]}[];
	assert.deepEqual(made?.args, [1, new Map([['lr', 2]])]);
});

test('an ordered dict of Python 2, which is written as a list of pairs, is a dict', () => {
	const pairs = "(lp1\n(lp2\nS'lr'\np3\naF0.5\naa(lp4\nS'n'\np5\naI3\naa";
	assert.deepEqual(shown(`ccollections\nOrderedDict\np0\n(${pairs}tp6\nRp7\n.`), {lr: 0.5, n: 3});
	assert.deepEqual(shown('ccollections\nOrderedDict\n(tR.'), {});
});

test('slices are as Python writes them, byte arrays as bytes', () => {
	assert.equal(shown('c__builtin__\nslice\n(I1\nNI2\ntR.'), 'slice(1, None, 2)');
	const latin = 'c_codecs\nencode\n(Va\xe9\nVlatin1\ntR';
	assert.equal(shown(`c__builtin__\nbytearray\n(${latin}tR.`), '<2 bytes>');
	assert.equal(shown('\x80\x03cbuiltins\nbytearray\n(C\x03abctR.'), '<3 bytes>');
	assert.equal(shown('c__builtin__\nbytearray\n(tR.'), '<0 bytes>');
});

test('keys that are no texts are as Python writes them', () => {
	assert.deepEqual(shown('\x80\x02}(\x88K\x01\x89K\x02NK\x03(K\x01\x88tK\x04u.'), {True: 1, False: 2, None: 3, '(1, True)': 4});
});

test('a number that cannot be read is damage, and none of many digits', () => {
	for (const line of ['Iabc', 'L12x', 'L-', 'Fno']) {
		const {damage} = read(`\x80\x02](${line}\ne.`);
		assert.deepEqual([damage?.kind, damage?.message], ['damaged', 'damaged at byte 4: a number that cannot be read'], line);
	}
	assert.deepEqual(shown('](L12L\nI-3\nF2.5\nI01\ne.'), [12, -3, 2.5, true]);
});

test('integers are exact in every length that they are written in', () => {
	for (const number of [255, 256, 2 ** 31, 2 ** 32 + 1, 3_000_000_000, 1_760_000_000_123, 2 ** 40, 2 ** 47 - 1, 2 ** 52 + 1])
		for (const value of [number, -number, 1 - number]) {
			const bytes = Buffer.alloc(8);
			bytes.writeBigInt64LE(BigInt(value));
			for (let length = 8; length > 0 && BigInt.asIntN(length * 8, BigInt(value)) === BigInt(value); length--)
				assert.equal(shown(`\x8a${String.fromCharCode(length)}${bytes.toString('latin1', 0, length)}.`), value, `${length}`);
		}
	assert.equal(shown('\x8a\0.'), 0);
});

test('a time is read to the microsecond, and one that is cut short is none', () => {
	const written = (bytes: string) => `\x80\x03cdatetime\ndatetime\n(C${String.fromCharCode(bytes.length)}${bytes}tR.`;
	assert.equal(shown(written('\x07\xea\x0b\x1d\x13\x0e\x29\x0e\xf9\x3f')), '2026-11-29T19:14:41.981311');
	assert.equal(shown(written('\x07\xea\x0b\x1d\x13')), '<datetime.datetime>');
});

/** A list of dicts with the same keys, which are stored at the first one and fetched for all others. */
function longList(protocol: 0 | 1 | 2, count: number): string {
	const text = (name: string) => (protocol === 0 ? `V${name}\n` : `X${String.fromCharCode(name.length)}\0\0\0${name}`);
	const [put, get] = {
		0: [(index: number) => `p${index}\n`, (index: number) => `g${index}\n`],
		1: [(index: number) => `q${String.fromCharCode(index)}`, (index: number) => `h${String.fromCharCode(index)}`],
		2: [(index: number) => `r${String.fromCharCode(index)}\0\x01\0`, (index: number) => `j${String.fromCharCode(index)}\0\x01\0`],
	}[protocol] as [(index: number) => string, (index: number) => string];
	const key = (name: string, index: number, at: number) => (at === 0 ? `${text(name)}${put(index)}` : get(index));
	const rows = Array.from({length: count}, (_, at) => `(d${key('loss', 1, at)}F0.5\ns${key('step', 2, at)}I${at}\nsa`);
	return `(l${rows.join('')}.`;
}

test('what a large pickle stores once is found wherever it fetches it, in every way of writing that', () => {
	const count = 40_000;
	const rows = Array.from(
		{length: count},
		(_, step) =>
			new Map([
				['loss', 0.5],
				['step', step],
			]),
	);
	for (const protocol of [0, 1, 2] as const) {
		const {value, damage} = read(longList(protocol, count));
		assert.equal(damage, null);
		assert.deepEqual(value, rows, `protocol ${protocol}`);
	}
});

test('a dict of a class of its own that is cut keeps the entries that came before', () => {
	const {value} = read('\x80\x02clib\nRecords\n)R(U\x04lossG?\xe0\0\0\0\0\0\0U\x02lrK\x02U');
	assert.deepEqual(pickleToJson(value), {class: '<lib.Records>', loss: 0.5, lr: 2});
});

test('a tuple that holds itself by what is in it is read in every way of writing that, alone and in a list', () => {
	const alone = ['((lp0\n(g0\ntp1\na00g1\n.', '(]q\0(h\0tq\x01a1h\x01.', '\x80\x02]q\0h\0\x85q\x01a0h\x01.'];
	const listed = ['(lp0\n((lp1\n(g1\ntp2\na00g2\naI1\na.', ']q\0((]q\x01(h\x01tq\x02a1h\x02K\x01e.'];
	for (const written of alone) {
		const tuple = read(written).value as unknown[][];
		assert.ok(tuple[0]?.[0] === tuple && tuple.length === 1, JSON.stringify(written));
	}
	for (const written of listed) {
		const [tuple, one] = read(written).value as [unknown[][], number];
		assert.ok(tuple[0]?.[0] === tuple && one === 1, JSON.stringify(written));
	}
	assert.equal(read('0.').damage?.message, 'not a pickle', 'there is nothing to take off');
});
