import assert from 'node:assert/strict';
import {test} from 'node:test';
import {allGlyphs} from '../../source/draw/glyphs.ts';
import {Grid} from '../../source/draw/grid.ts';
import type {MachineUse, Reading} from '../../source/engine/protocol.ts';
import {activitySpans, drawHeaderLine} from '../../source/ui/runs/header.ts';
import {drawMachineLine} from '../../source/ui/runs/machine-line.ts';
import type {Brush} from '../../source/ui/scene.ts';
import {openDesk} from '../actions/press.ts';
import {fakeRow} from './fake-rows.ts';

const brush: Brush = {glyphs: allGlyphs, color: true, zone: 0, home: '/home/ada'};
const read: Reading = {scanned: true, directories: 9, runs: 3, bytesRead: 9e6, bytesLeft: 0, runsLeft: 0, problems: []};
const rows = ['finished', 'running', 'running', 'stalled', 'failed', 'crashed'].map((status, key) =>
	fakeRow({key, name: `r${key}`, status: status as 'finished', step: 640 + key * 100}),
);

test('the right end of the first line says what is going on: looking, reading and how much is left, then which run is done next', () => {
	for (const [reading, text] of [
		[null, 'looking for runs …'],
		[{scanned: false, directories: 1}, 'looking … 1 directory'],
		[{scanned: false, directories: 1200}, 'looking … 1200 directories'],
		[{bytesLeft: 3e6}, 'reading 75 % of 12 MB'],
		[{bytesLeft: 9e5, runsLeft: 5}, 'reading … 5 left'],
		[{runsLeft: 4}, 'next done ≈ 3 min'],
	] as const) {
		const {store} = openDesk(rows);
		store.setState({reading: reading === null ? null : {...read, ...reading}});
		const spans = activitySpans(store.getState(), true, brush);
		assert.equal(spans.map(span => span.text).join(''), text);
	}
	const {store} = openDesk(rows);
	store.setState({fatal: 'the engine ended'});
	assert.equal(activitySpans(store.getState(), true, brush)[0]?.text, 'reading has stopped');
});

test('of the first line words go before counts, and counts never; states of one sign are one without words', () => {
	const lineAt = (cols: number, more = rows) => {
		const {store} = openDesk(more);
		store.setState({reading: read});
		const grid = new Grid(cols, 1);
		drawHeaderLine(grid, store.getState(), brush);
		return grid.lines()[0]!.trim();
	};
	assert.match(
		lineAt(160),
		/^xtui {2}\/exp {3}6 runs {3}● 2 running {2}⚠ 1 stalled {2}✗ 1 failed {2}✗ 1 crashed {2}✓ 1 finished +next done/,
	);
	assert.match(lineAt(80), /^xtui {2}\/exp {3}6 runs {3}● 2 running {2}⚠ 1 stalled {2}✗ 2 {2}✓ 1 +next done/);
	assert.match(lineAt(40), /^● 2 {2}⚠ 1 {2}✗ 2 {2}✓ 1 +next done/);
	assert.match(lineAt(22), /^● 2 {2}⚠ 1 {2}✗ 2 {2}✓ 1$/);
	assert.match(lineAt(12), /^● 2 {2}⚠ 1 …$/);
	const away = [
		...rows,
		fakeRow({key: 7, name: 'x', more: {marks: ['archived']}}),
		fakeRow({key: 8, name: 'y', status: 'deleted'}),
	];
	assert.match(lineAt(160, away), /6 runs .* {2}1 archived, 1 deleted/);
});

test('the line of the machine says what is known; many graphics cards are one, what has no room is left out from the end', () => {
	const use: MachineUse = {cores: 16, cpuPercent: 43, load: 5.21, memoryBytes: 12e9, machineMemoryBytes: 64e9, gpus: []};
	const gpu = {percent: 71, usedBytes: 20e9, totalBytes: 24e9};
	const unknown = {percent: null, usedBytes: null, totalBytes: null};
	const lineOf = (more: Partial<MachineUse>, cols = 160) => {
		const grid = new Grid(cols, 1);
		drawMachineLine(grid, {...use, ...more}, brush);
		return grid.lines()[0]!.trim().replace(/ {2,}/g, '  ');
	};
	for (const [more, text] of [
		[{}, 'CPU  43 % of 16 cores  load 5.2  memory 12 GB of 64 GB'],
		[{cores: 1, cpuPercent: null}, 'CPU … of 1 core  load 5.2  memory 12 GB of 64 GB'],
		[{gpus: [gpu]}, 'CPU  43 % of 16 cores  load 5.2  memory 12 GB of 64 GB  GPU 71 % 20 GB of 24 GB'],
		[{gpus: [gpu, unknown]}, 'CPU  43 % of 16 cores  load 5.2  memory 12 GB of 64 GB  GPU 0 71 % 20 GB of 24 GB  GPU 1 –'],
		[
			{gpus: [gpu, gpu, gpu, unknown, {...gpu, percent: 11}]},
			'CPU  43 % of 16 cores  load 5.2  memory 12 GB of 64 GB  5 GPUs 56 % on average',
		],
		[{gpus: [unknown, unknown, unknown, unknown, unknown]}, 'CPU  43 % of 16 cores  load 5.2  memory 12 GB of 64 GB  5 GPUs –'],
	] as const)
		assert.equal(lineOf(more as Partial<MachineUse>), text);
	assert.equal(lineOf({}, 40), 'CPU  43 % of 16 cores  load 5.2');
	const empty = new Grid(40, 1);
	drawMachineLine(empty, null, brush);
	assert.equal(empty.lines()[0]!.trim(), '…');
});
