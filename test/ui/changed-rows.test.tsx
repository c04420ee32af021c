import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isDeepStrictEqual} from 'node:util';
import type {RunRow} from '../../source/core/row.ts';
import {tick} from '../../source/store/store.ts';
import type {View} from '../../source/store/view.ts';
import {fakeNowMs, fakeRow} from './fake-rows.ts';
import {openScreen, type TestScreen} from './screen.tsx';

const laterMs = fakeNowMs + 5000;
const rows = [1, 2, 2].map((lr, key) =>
	fakeRow({key, name: `r${key}`, config: {lr, model: 'vit', seed: key}, metrics: ['loss']}),
);
const shown = (screen: TestScreen): string[] => {
	tick(screen.store, laterMs);
	screen.lines();
	tick(screen.store, laterMs + 5000);
	return screen.lines();
};

test('a list that hears of a change shows what one shows that is opened then', () => {
	const views: Partial<View>[] = [{}, {group: ['lr']}, {tree: 'folders'}, {filter: 'lr>1'}];
	const {metrics} = fakeRow({key: 1, name: 'r1', metrics: ['loss', 'acc']});
	for (const [what, change] of [
		['name', {name: 'another'}],
		['place', {path: '/home/ada/exp/else/r1', dir: 'else/r1'}],
		['value of a setting', {config: {lr: 1, model: 'vit', seed: 1}}],
		['setting more', {config: {lr: 2, model: 'vit', seed: 1, depth: 3}}],
		['setting less', {config: {lr: 2, seed: 1}}],
		['setting of another name', {config: {lr: 2, model: 'vit', sead: 1}}],
		['metric more', {metrics}],
		['run that it belongs to', {parent: 'id-0'}],
	] as [string, Partial<RunRow>][]) {
		const changed = rows.with(1, {...rows[1]!, ...change});
		const isSeen = views.map(view => {
			// Its engine knows the curves of what is to come.
			const heard = openScreen(160, 12, {rows: changed, view});
			heard.engine.send({rows: [rows[1]!]});
			const before = shown(heard);
			heard.engine.send({rows: [changed[1]!]});
			const after = shown(heard);
			assert.deepEqual(after, shown(openScreen(160, 12, {rows: changed, view})), `${what}, ${JSON.stringify(view)}`);
			return !isDeepStrictEqual(after, before);
		});
		assert.ok(isSeen.includes(true), what);
	}
});
