import assert from 'node:assert/strict';
import {test} from 'node:test';
import {allGlyphs, asciiGlyphs} from '../../source/draw/glyphs.ts';
import {fakeRow} from './fake-rows.ts';
import {openScreen} from './screen.tsx';

const health = [
	{kind: 'nonfinite', metric: 'loss', step: 0, text: '∞ at 0', reason: 'loss is ∞ since step 0, from its first value on'},
	{kind: 'nonfinite', metric: 'acc', step: 41_200, text: '−∞ at 41200', reason: 'acc is −∞ since step 41200, after 0.2'},
] as const;

test('what became infinite is told in whole words, in ASCII too, on every line that says it', () => {
	for (const [glyphs, up, down] of [
		[allGlyphs, '∞', '−∞'],
		[asciiGlyphs, 'inf', '-inf'],
	] as const) {
		for (const cols of [80, 120, 200]) {
			const rows = health.map((mark, key) =>
				fakeRow({key, name: `run-${key}`, status: 'failed', step: 90, config: {lr: '∞', bs: key}, more: {health: [mark]}}),
			);
			const screen = openScreen(cols, 40, {rows, glyphs});
			const said = screen.lines().filter(line => line.includes('run-'));
			assert.ok(
				said.some(line => line.includes(` ${up} at 0 `)) && said.some(line => line.includes(` ${down} at 41200`)),
				said.join('\n'),
			);
			screen.press('enter');
			assert.match(screen.lines()[0]!, new RegExp(` (${up} at 0|${down} at 41200)`), 'at the head of the open run');
			screen.press('i');
			assert.match(screen.lines().join('\n'), new RegExp(` (loss is ${up} since step 0|acc is ${down} since step 41200),`));
		}
	}
});
