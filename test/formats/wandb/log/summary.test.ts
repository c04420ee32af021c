import assert from 'node:assert/strict';
import {test} from 'node:test';
import {history, item, readLog, removal, summary} from '../logs.ts';

const summaryOf = (...records: Uint8Array[]) => readLog(...records).learnt.summary;
const logged = (step: number, path: string | string[], json: string) => [
	summary(item(path, json)),
	history(step, item(path, json)),
];

test('a newer value of a key leaves nothing of what lay below it, and a newer value below it is a part of it', () => {
	const values = ['1', '"two"', '[4]'].flatMap((json, step) => logged(step, 'm', json));
	const nested = [...values, ...logged(3, ['m', 'k'], '5')];
	assert.deepEqual(summaryOf(...nested), {m: {k: 5}});
	assert.deepEqual(summaryOf(...nested, ...logged(4, 'm', '6')), {m: 6});
	assert.deepEqual(summaryOf(...nested, ...logged(4, 'm', 'NaN'), ...logged(5, 'm', '7')), {m: 7});
	assert.deepEqual(summaryOf(...nested, ...logged(4, 'm', '6'), ...logged(5, ['m', 'j'], '8')), {m: {j: 8}});
	const deep = [summary(item(['a', 'b', 'c'], '1'), item(['a', 'd'], '2'), item('z', '3'))];
	assert.deepEqual(summaryOf(...deep), {a: {b: {c: 1}, d: 2}, z: 3});
	assert.deepEqual(summaryOf(...deep, summary(item(['a', 'b'], '4'))), {a: {b: 4, d: 2}, z: 3});
	assert.deepEqual(summaryOf(...deep, summary(item('a', '{"e": 5}'))), {a: {e: 5}, z: 3});
});

test('a removal reaches into an object that was written as a whole, until that is written anew', () => {
	const whole = summary(item('extra', '{"a": 1, "b": {"c": 2, "d": 3}}', true));
	assert.deepEqual(summaryOf(whole, summary(removal('extra', 'a'))), {extra: {b: {c: 2, d: 3}}});
	assert.deepEqual(summaryOf(whole, summary(removal('extra', 'b', 'd'))), {extra: {a: 1, b: {c: 2}}});
	assert.deepEqual(summaryOf(whole, summary(removal('extra', 'a')), whole), {extra: {a: 1, b: {c: 2, d: 3}}});
	assert.deepEqual(summaryOf(whole, summary(removal('extra', 'a')), summary(item(['extra', 'a'], '9'))), {
		extra: {b: {c: 2, d: 3}, a: 9},
	});
	assert.deepEqual(summaryOf(whole, summary(item(['extra', 'e'], '4')), summary(removal('extra'))), {});
});
