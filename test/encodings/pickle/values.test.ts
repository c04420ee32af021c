import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {inflateSync} from 'node:zlib';
import {NumberArray, pickleToJson, plainValue, readPickle} from '../../../source/encodings/pickle/index.ts';

/** Written by Python 3.11 and numpy 2.4: each value in each protocol that can hold it, with what it should show as. */
interface Case {
	name: string;
	protocol: number;
	expected: unknown;
	base64: string | null;
	deflated?: string;
}

const cases = JSON.parse(readFileSync(path.resolve('test/fixtures/pickle/values.json'), 'utf8')) as Case[];
const bytesOf = ({base64, deflated}: Case) =>
	base64 === null ? inflateSync(Buffer.from(deflated ?? '', 'base64')) : Buffer.from(base64, 'base64');
const named = (name: string, protocol: number) =>
	bytesOf(cases.find(entry => entry.name === name && entry.protocol === protocol) as Case);
const asText = (_key: string, value: unknown) => (typeof value === 'number' && !Number.isFinite(value) ? String(value) : value);

for (const protocol of [0, 1, 2, 3, 4, 5]) {
	test(`values of protocol ${protocol} are read as Python wrote them`, () => {
		for (const entry of cases.filter(candidate => candidate.protocol === protocol)) {
			const {value, damage} = readPickle(bytesOf(entry));
			assert.equal(damage, null, entry.name);
			assert.deepEqual(JSON.parse(JSON.stringify(pickleToJson(value), asText)), entry.expected, entry.name);
		}
	});
}

test('keys keep their types and order, shared objects stay one, cycles are kept', () => {
	const keys = readPickle(named('keys', 5)).value as Map<unknown, unknown>;
	assert.deepEqual([...keys.keys()].slice(0, 3), [1, '1', null]);
	const shared = readPickle(named('shared', 4)).value as Map<string, unknown>;
	assert.equal(shared.get('a'), shared.get('b'));
	// l = []; l.append(l)
	const cycle = readPickle(Buffer.from('80045d946800612e', 'hex')).value;
	assert.ok(Array.isArray(cycle) && cycle[0] === cycle);
	assert.equal(JSON.stringify(pickleToJson(cycle)).length < 200, true);
});

test('integers beyond 2^53 stay exact', () => {
	assert.deepEqual(readPickle(named('big', 5)).value, [2n ** 63n, -(2n ** 70n)]);
	assert.deepEqual(readPickle(named('big', 0)).value, [2n ** 63n, -(2n ** 70n)]);
});

test('texts of Python 2 are read as its repr escapes them', () => {
	const cases: [string, string | undefined][] = [
		[String.raw`'a\x00\xe9\n\t\r\\x41 \'"'`, 'a\0é\n\t\r\\x41 \'"'],
		[`"it's"`, "it's"],
		[`"it's'`, undefined],
		["'", undefined],
	];
	for (const [written, text] of cases) assert.equal(readPickle(Buffer.from(`S${written}\n.`, 'latin1')).value, text, written);
});

test('an array keeps its shape and type', () => {
	const {value} = readPickle(named('fortran', 5));
	const array = plainValue(value ?? null);
	assert.ok(array instanceof NumberArray);
	assert.deepEqual([array.type, array.shape, array.values], ['i4', [2, 3], [0, 1, 2, 3, 4, 5]]);
});

test('dates of numpy are texts as exact as their unit, spans are seconds; months have no length', () => {
	const written = [
		'gASV7gIAAAAAAAB9lCiMAWSUjBZudW1weS5fY29yZS5tdWx0aWFycmF5lIwMX3JlY29uc3RydWN0lJOUjAVudW1weZSMB25kYXJy',
		'YXmUk5RLAIWUQwFilIeUUpQoSwFLA4WUaAWMBWR0eXBllJOUjAJNOJSJiIeUUpQoSwSMATyUTk5OSv////9K/////0sAfZQoQwFE',
		'lEsBSwFLAXSUhpR0lGKJQxgLTQAAAAAAAP//////////AAAAAAAAAICUdJRijAJtc5RoAowGc2NhbGFylJOUaA6MAk04lImIh5RS',
		'lChLBGgSTk5OSv////9K/////0sAfZQoQwJtc5RLAUsBSwF0lIaUdJRiQwgM/v///////5SGlFKUjAJuc5RoHGgOjAJNOJSJiIeU',
		'UpQoSwRoEk5OTkr/////Sv////9LAH2UKEMCbnOUSwFLAUsBdJSGlHSUYkMIBwBlARcQpheUhpRSlIwBeZRoHGgOjAJNOJSJiIeU',
		'UpQoSwRoEk5OTkr/////Sv////9LAH2UKEMBWZRLAUsBSwF0lIaUdJRiQwg2AAAAAAAAAJSGlFKUjAFolGgcaA6MAk04lImIh5RS',
		'lChLBGgSTk5OSv////9K/////0sAfZQoQwFolEsBSwFLAXSUhpR0lGJDCA05BwAAAAAAlIaUUpSMAXSUaARoB0sAhZRoCYeUUpQo',
		'SwFLAoWUaA6MAm04lImIh5RSlChLBIwBPpROTk5K/////0r/////SwB9lChDAXOUSx5LAUsBdJSGlHSUYolDEAAAAAAAAAAC////',
		'//////+UdJRijANtb26UaBxoDowCbTiUiYiHlFKUKEsEaBJOTk5K/////0r/////SwB9lChDAU2USwFLAUsBdJSGlHSUYkMIAwAA',
		'AAAAAACUhpRSlIwDZmFylGgcaA6MAk04lImIh5RSlChLBGgSTk5OSv////9K/////0sAfZQoaBRLAUsBSwF0lIaUdJRiQwgAAAAA',
		'AAAAQJSGlFKUdS4=',
	].join('');
	assert.deepEqual(pickleToJson(readPickle(Buffer.from(written, 'base64')).value), {
		d: ['2024-01-01', '1969-12-31', 'NaT'],
		ms: '1969-12-31T23:59:59.500',
		ns: '2024-01-01T00:00:00.000000007',
		y: '2024',
		h: '2024-01-01T05',
		t: [60, -30],
		mon: '<numpy._core.multiarray.scalar>',
		far: '<numpy._core.multiarray.scalar>',
	});
});

test('complex numbers of numpy are texts as those of Python are', () => {
	const written = [
		'gASV9gAAAAAAAAB9lCiMAWGUjBZudW1weS5fY29yZS5tdWx0aWFycmF5lIwMX3JlY29uc3RydWN0lJOUjAVudW1weZSMB25kYXJy',
		'YXmUk5RLAIWUQwFilIeUUpQoSwFLAoWUaAWMBWR0eXBllJOUjANjMTaUiYiHlFKUKEsDjAE8lE5OTkr/////Sv////9LAHSUYolD',
		'IAAAAAAAAPA/AAAAAAAAAEAAAAAAAAAIQAAAAAAAAOC/lHSUYowBYpRoAowGc2NhbGFylJOUaA6MAmM4lImIh5RSlChLA2gSTk5O',
		'Sv////9K/////0sAdJRiQwgAAAAAAACAP5SGlFKUdS4=',
	].join('');
	assert.deepEqual(pickleToJson(readPickle(Buffer.from(written, 'base64')).value), {a: ['1+2j', '3-0.5j'], b: '0+1j'});
});

const shown = (hex: string) => pickleToJson(readPickle(Buffer.from(hex, 'hex')).value);

test('a named tuple shows its class and its fields by value, in every protocol', () => {
	for (const hex of [
		'286470300a56700a70310a63636f70795f7265670a5f7265636f6e7374727563746f720a70320a28636c69620a506f696e740a70330a635f5f6275696c74696e5f5f0a7475706c650a70340a2849310a56610a70350a7470360a7470370a5270380a732e',
		'80027d71005801000000707101636c69620a506f696e740a71024b015801000000617103867104817105732e',
		'80049522000000000000007d948c0170948c036c6962948c05506f696e749493944b018c01619486948194732e',
	])
		assert.deepEqual(shown(hex), {p: ['<lib.Point>', 1, 'a']});
	// What a call would give nobody knows: lib.Point(1) is called here, and not made.
	assert.equal(shown('8002636c69620a506f696e740a4b0185522e'), '<lib.Point>');
});

test('long doubles of x86 are read to the nearest double, whatever pads them', () => {
	const written =
		'800495b9010000000000005d94288c166e756d70792e5f636f72652e6d756c74696172726179948c067363616c61729493948c056e756d7079948c0564747970659493948c0366313694898887945294284b038c013c944e4e4e4affffffff4affffffff4b00749462431000000000000000c0ff3f777e8c7f00009486945294680368094310cdccccccccccccccfbbf777e8c7f000094869452946803680943100000000000000080ff7f777e8c7f0000948694529468036809431000000000000000000000777e8c7f0000948694529468018c0c5f7265636f6e73747275637494939468048c076e6461727261799493944b0085944301629487945294284b014b03859468098943300000000000000080ff3f777e8c7f000000000000000000900040777e8c7f000000000000000000c0ff7f777e8c7f000094749462680368068c0363333294898887945294284b03680a4e4e4e4affffffff4affffffff4b0074946243200000000000000080ff3f777e8c7f00000000000000000080004015788c7f00009486945294680368094310a37e5831875b4493f93b777e8c7f00009486945294680368094310e6f99fcbc83f76da2f45777e8c7f00009486945294652e';
	assert.deepEqual(shown(written), [1.5, -0.1, Infinity, 0, [1, 2.25, Number.NaN], '1+2j', 1e-310, Infinity]);
});

test('a quadruple of another machine is not taken for a long double', () => {
	const before =
		'80048c166e756d70792e5f636f72652e6d756c74696172726179948c067363616c61729493948c056e756d7079948c0564747970659493948c036631369489888794' +
		'5294284b038c013c944e4e4e4affffffff4affffffff4b007494624310';
	const scalar = (raw: string) => shown(`${before}${raw}8694522e`);
	assert.equal(scalar('00000000000000c0fe3f00000000ff3f'), '<numpy._core.multiarray.scalar>');
	assert.equal(scalar('00000000000000c0ff3f000000000000'), 1.5);
});
