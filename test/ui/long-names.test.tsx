import assert from 'node:assert/strict';
import {test} from 'node:test';
import {look} from '../../source/store/store.ts';
import {fakeRow} from './fake-rows.ts';
import {openScreen} from './screen.tsx';

const rows = [1, 2].map(key => fakeRow({key, name: `${'a'.repeat(150)}-seed${key}`}));

test('a long name is cut in its middle in the title of the charts, and its status has room behind it', () => {
	for (const cols of [80, 120, 160]) {
		const lines = openScreen(cols, 40, {rows}).lines();
		const rule = lines.find(line => line.startsWith('─ 2 a')) ?? '';
		assert.match(rule, /^─ 2 a+…a+-seed[12] · end record/, `${cols}:\n${lines.join('\n')}`);
	}
	const short = openScreen(80, 24, {rows: [fakeRow({key: 1, name: 'short'})]}).lines();
	assert.ok(short.some(line => line.startsWith('─ 2 short · end record in the log')));
});

test('the path gives way in the first line of a run, of a comparison and of a ranking', () => {
	const root = `/data/${'deep/'.repeat(12)}runs`;
	const open = (keys: string) => {
		const screen = openScreen(80, 24, {
			rows: [fakeRow({key: 1, name: 'a-name-of-some-length'}), fakeRow({key: 2, name: 'another'})],
		});
		screen.store.setState({roots: [root]});
		look(screen.store, {sort: [{column: 'name', descending: false}]});
		screen.press(keys);
		return screen.lines()[0]!;
	};
	assert.match(open('enter'), /^ xtui {2}\/data\S*…\S*runs ▸ a-name-of-some-length {3}✓ finished {3}100 % {3}took 5 min$/);
	assert.match(open('* g g c'), /…\S*runs ▸ Compare 2 runs {3}⚑ baseline a-name-of-some-length$/);
	assert.match(open('g r'), /…\S*runs ▸ Rank 2 runs by /);
});

test('behind a name that does not tell what the run does stands what does, as far as there is room', () => {
	const rows = ['tazil-vukom', 'lusab-babad'].map((name, key) =>
		fakeRow({key: key + 1, name, more: {group: 'train', work: 'train'}}),
	);
	for (const cols of [80, 140]) {
		const lines = openScreen(cols, 24, {rows}).lines();
		assert.ok(
			lines.some(line => /tazil-vukom train\b/.test(line)),
			`${cols}:\n${lines.join('\n')}`,
		);
	}
});

test('the directory is whole where there is room for it', () => {
	const rows = [fakeRow({key: 1, name: 'a', status: 'finished'})];
	const first = (cols: number) => {
		const screen = openScreen(cols, 24, {rows});
		screen.store.setState({roots: ['/srv/experiments/segmentation-of-satellite-images']});
		return screen.lines()[0]!;
	};
	assert.match(first(120), / xtui {2}\/srv\/experiments\/segmentation-of-satellite-images {3}1 run {3}✓ 1 finished/);
	assert.match(first(80), / xtui {2}\/srv\/\S*…\S*-images {3}1 run {3}✓ 1 finished/);
});
