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

test('an array keeps its shape and type', () => {
	const {value} = readPickle(named('fortran', 5));
	const array = plainValue(value ?? null);
	assert.ok(array instanceof NumberArray);
	assert.deepEqual([array.type, array.shape, array.values], ['i4', [2, 3], [0, 1, 2, 3, 4, 5]]);
});
