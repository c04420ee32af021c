import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {PickleNode, pickleToJson, readPickle} from '../../../source/encodings/pickle/index.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const proto = '\x80\x04';

test('a pickle that would run a command is a name and its arguments', () => {
	const {value, damage} = readPickle(bytes("cposix\nsystem\n(S'touch /tmp/owned'\ntR."));
	assert.equal(damage, null);
	assert.ok(value instanceof PickleNode);
	assert.equal(value.className, 'posix.system');
	assert.deepEqual(value.args, ['touch /tmp/owned']);
	assert.equal(pickleToJson(value), '<posix.system>');
});

test('lengths are checked against the file before anything is made of them', () => {
	for (const huge of [
		'\x8d\xff\xff\xff\xff\xff\xff\x0f\x00',
		'\x8e\xff\xff\xff\xff\xff\xff\xff\xff',
		'T\xff\xff\xff\xff',
		'X\xff\xff\xff\x7f',
		'\x8b\xff\xff\xff\x7f',
	]) {
		assert.equal(readPickle(bytes(`${proto}${huge}abc.`)).damage?.kind, 'cut');
	}
	assert.equal(readPickle(bytes(`${proto}]r\xff\xff\xff\xff.`)).damage, null);
});

test('containers, bytes and depth have limits', () => {
	assert.equal(readPickle(bytes(proto + '}'.repeat(1000)), {maxObjects: 100}).damage?.kind, 'large');
	assert.equal(readPickle(bytes(proto + '}'.repeat(1000)), {maxBytes: 100}).damage?.kind, 'large');
	const deep = readPickle(bytes(`${proto}${']'.repeat(200_000)}${'a'.repeat(199_999)}.`));
	assert.equal(deep.damage, null);
	assert.ok(JSON.stringify(pickleToJson(deep.value)).length < 1000);
});

test('a small pickle that unfolds to billions of values is shown in part', () => {
	let program = `${proto}]\x94(K\x01K\x02e`;
	for (let level = 0; level < 60; level++) program += `]\x94(h${String.fromCharCode(level)}h${String.fromCharCode(level)}e`;
	const {value, damage} = readPickle(bytes(`${program}.`));
	assert.equal(damage, null);
	assert.ok(JSON.stringify(pickleToJson(value, {maxValues: 500, maxDepth: 100})).length < 20_000);
});

test('integers of a million digits cost nothing', () => {
	const {value, damage} = readPickle(bytes(`L${'9'.repeat(1_000_000)}L\n.`));
	assert.equal(damage, null);
	assert.match(String(pickleToJson(value)), /int of 1000001 digits/);
	assert.match(
		String(pickleToJson(readPickle(bytes(`${proto}\x8b\x40\x42\x0f\x00${'\x7f'.repeat(1_000_000)}.`)).value)),
		/int of 1000000 bytes/,
	);
});

test('empty, cut, damaged and foreign files are told apart', () => {
	const kind = (text: string) => readPickle(bytes(text)).damage;
	assert.deepEqual(kind(''), {kind: 'empty', byte: 0, message: 'empty'});
	assert.deepEqual(kind(`${proto}G\x00\x00`), {kind: 'cut', byte: 5, message: 'cut at byte 5'});
	assert.equal(kind('not a pickle at all')?.kind, 'foreign');
	assert.equal(kind('{"json": true}')?.kind, 'foreign');
	assert.equal(kind(`${proto}N\xfe.`)?.message, 'damaged at byte 3: 0xfe is no opcode');
	assert.equal(kind(`${proto}h\x05.`)?.message, 'damaged at byte 2: entry 5 was never stored');
	assert.equal(kind('\x80\x09N.')?.kind, 'foreign');
});

test('what a cut pickle has said so far is given', () => {
	const {value, damage} = readPickle(bytes(`${proto}}(\x8c\x04loss](K\x03K\x02K\x01`));
	assert.equal(damage?.kind, 'cut');
	assert.deepEqual(value, new Map([['loss', [3, 2, 1]]]));
});

test('every cut and ten thousand damaged copies end without an exception', () => {
	const cases = JSON.parse(readFileSync(path.resolve('test/fixtures/pickle/values.json'), 'utf8')) as {base64: string | null}[];
	const samples = cases.map(({base64}) => Buffer.from(base64 ?? '', 'base64')).filter(sample => sample.length > 0);
	for (const sample of samples) {
		for (let end = 0; end < sample.length; end++) {
			const {damage, value} = readPickle(sample.subarray(0, end));
			assert.ok(damage !== null);
			pickleToJson(value);
		}
	}
	let seed = 7;
	const random = (below: number) => {
		seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
		return Math.floor((seed / 0x80000000) * below);
	};
	for (let round = 0; round < 10_000; round++) {
		const copy = Buffer.from(samples[random(samples.length)] as Buffer);
		for (let flips = 1 + random(3); flips > 0; flips--) copy[random(copy.length)] = random(256);
		pickleToJson(readPickle(copy, {maxObjects: 10_000}).value, {maxValues: 1000});
	}
});
