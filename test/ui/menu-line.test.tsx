import assert from 'node:assert/strict';
import {test} from 'node:test';
import {receive} from '../../source/store/store.ts';
import {fakeRow} from './fake-rows.ts';
import {openScreen} from './screen.tsx';

const row = (key: number, metrics: readonly string[]) => fakeRow({key, name: `run ${key}`, status: 'finished', metrics});

test('Enter takes the line of a menu that is seen, also where others have come above it meanwhile', () => {
	const screen = openScreen(120, 40, {rows: [row(0, ['zeta']), row(1, ['zeta'])]});
	screen.press('s');
	const first = screen.text();
	const steps = first.findIndex(line => /zeta +metric │/.test(line)) - first.findIndex(line => /│▸/.test(line));
	screen.press(Array.from({length: steps}, () => 'j').join(' '));
	assert.match(screen.text().find(line => /│▸/.test(line))!, /zeta +metric/);
	const nothing = {removed: [], sparks: [], curves: [], reading: null, detail: null, log: null};
	const rows = [2, 3, 4, 5].map(key => row(key, ['alpha']));
	receive(screen.store, {type: 'update', rows, ...nothing}, screen.store.getState().nowMs + 100);
	screen.press('enter');
	assert.deepEqual(
		screen.store
			.getState()
			.view.sort.map(({column}) => column)
			.slice(0, 1),
		['m:zeta'],
	);
});

test('the cursor of a menu stays on its line while others come', () => {
	const screen = openScreen(120, 40, {rows: [row(0, ['zeta'])]});
	screen.press('m');
	assert.match(screen.text().find(line => /│▸/.test(line))!, /zeta/);
	const nothing = {removed: [], sparks: [], curves: [], reading: null, detail: null, log: null};
	const rows = [2, 3, 4, 5].map(key => row(key, ['alpha']));
	receive(screen.store, {type: 'update', rows, ...nothing}, screen.store.getState().nowMs + 100);
	const text = screen.text();
	assert.match(text.find(line => /│▸/.test(line))!, /zeta/);
	assert.ok(text.findIndex(line => /alpha +in 4 runs/.test(line)) < text.findIndex(line => /▸.*zeta +/.test(line)));
});

test('a menu that is longer than its place says which of its lines are seen, apart from its title', () => {
	const metrics = Array.from({length: 30}, (_, at) => `metric-${at}`);
	const screen = openScreen(80, 16, {rows: [row(0, metrics), row(1, metrics)]});
	screen.press('m');
	const head = () => screen.text().find(line => line.includes('┌ Metrics shown'))!;
	assert.match(head(), /┌ Metrics shown ─+ 1–10 of 30 ┐/);
	screen.press(Array.from({length: 29}, () => 'j').join(' '));
	assert.match(head(), / 21–30 of 30 ┐/);
	assert.match(openSmall(), /┌ Metrics shown ─+┐/, 'all are in view');
});

function openSmall(): string {
	const screen = openScreen(80, 16, {rows: [row(0, ['loss']), row(1, ['loss'])]});
	screen.press('m');
	return screen.text().find(line => line.includes('┌ Metrics shown'))!;
}
