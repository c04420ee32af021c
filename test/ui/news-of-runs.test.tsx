import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {RunRow} from '../../source/core/row.ts';
import {fakeRow} from './fake-rows.ts';
import {openScreen} from './screen.tsx';

const first = (more: Partial<Parameters<typeof fakeRow>[0]> = {}): RunRow =>
	fakeRow({key: 0, name: 'alpha', config: {lr: 1}, ...more});
const others = [fakeRow({key: 1, name: 'beta', config: {lr: 2}}), fakeRow({key: 2, name: 'gamma', config: {lr: 2}})];

test('what a run says of itself later is seen at once: another name, setting, metric, status or place', () => {
	for (const [changed, before, after] of [
		[first({name: 'renamed'}), /alpha/, /renamed/],
		[first({config: {lr: 1, depth: 7}}), /RUN(?!.*depth)/, /RUN.*depth/],
		[first({config: {lr: 5}}), /alpha.* 1 /, /alpha.* 5 /],
		[first({metrics: ['loss', 'acc', 'f1']}), /RUN(?!.*f1)/, /RUN.*f1/],
		[first({status: 'failed'}), /✓ finished +alpha/, /✗ failed +alpha/],
		[first({more: {marks: ['archived']}}), /alpha/, /^(?![\s\S]*alpha)/],
	] as const) {
		const screen = openScreen(200, 14, {rows: [first(), ...others]});
		assert.match(screen.lines().join('\n'), before);
		screen.engine.send({rows: [changed]});
		assert.match(screen.lines().join('\n'), after, `${after}`);
	}
});

test('a run that lies elsewhere now stands below its new folder, one that is gone is in the list no more', () => {
	const screen = openScreen(120, 20, {
		rows: [first({more: {dir: 'old/alpha', path: '/home/ada/exp/old/alpha'}}), ...others],
		view: {tree: 'folders'},
	});
	assert.match(screen.lines().join('\n'), /old/);
	screen.engine.send({rows: [first({more: {dir: 'new/alpha', path: '/home/ada/exp/new/alpha'}})]});
	assert.doesNotMatch(screen.lines().join('\n'), /old/);
	assert.match(screen.lines().join('\n'), /new/);
	screen.engine.send({removed: [0, 99]});
	assert.doesNotMatch(screen.lines().join('\n'), /alpha/);
	assert.match(screen.lines()[0]!, /2 runs/);
});
