import type {Action} from '../actions/action.ts';
import {aggregateStride, emptyRow, type RunRow} from '../core/row.ts';
import {stepAxis} from '../core/series/axis.ts';
import {Grid} from '../draw/grid.ts';
import type {CurveWish, Update} from '../engine/protocol.ts';
import {createScreenStore, receive} from '../store/store.ts';
import {visibleWishes} from '../store/wishes.ts';
import {ScreenMemory} from './memory.ts';
import type {Brush, Size} from './scene.ts';
import {sceneOf} from './scene-of.ts';

const rounds = 2;

/** Resolves when messages that came meanwhile have been heard. */
const turn = () => new Promise<void>(resolve => setImmediate(resolve));

function makeRow(key: number): RunRow {
	const values = new Float64Array(2 * aggregateStride).map((_, i) => (i % aggregateStride) + key / 7);
	return {
		...emptyRow(),
		key,
		id: `warm-up-${key}`,
		format: 'xtui',
		formats: ['xtui'],
		dir: `warm/up-${key}`,
		path: `/warm/up-${key}`,
		name: `warm-up-${key}-seed${key % 3}`,
		status: key % 2 ? 'finished' : 'running',
		statusWhy: 'warming up',
		startedAtMs: key * 1000,
		endedAtMs: key % 2 ? key * 2000 : null,
		updatedAtMs: key * 2000,
		progress: {step: key, total: 100, fraction: key / 100, unit: 'step', totalFrom: 'config'},
		config: {lr: key / 1000, seed: key % 3},
		metrics: {names: ['loss', 'acc'], values},
	};
}

function makeUpdate(rows: RunRow[], wishes: readonly CurveWish[]): Update {
	const wave = (length: number) => Float64Array.from({length}, (_, i) => Math.sin(i));
	return {
		type: 'update',
		rows,
		removed: [],
		sparks: rows.map(({key}) => ({run: key, metric: 'loss', values: Float32Array.from({length: 8}, (_, i) => i)})),
		curves: wishes.map(({wish, width}) => ({
			wish,
			from: 0,
			to: 100,
			columns: wave(width * 4),
			lasts: new Float64Array(0),
			nonfinite: new Float64Array(0),
			points: 1000,
			exact: new Float64Array(0),
			axis: stepAxis,
			first: 0,
			last: 100,
			smooth: null,
		})),
		reading: {scanned: true, directories: 1, runs: rows.length, bytesRead: 0, bytesLeft: 0, runsLeft: 0, problems: []},
		detail: null,
		log: null,
	};
}

/**
 * Draws a made-up list with charts into the void, while the engine's thread boots and nothing else is to be done: the code of the first real
 * frame is compiled then, which takes longer than the frame. Nothing of it is ever shown. It goes piece by piece, so that the real one need not wait.
 * @param isNeeded false once there is something real to draw
 */
export async function warmUp(size: Size, brush: Brush, actions: readonly Action[], isNeeded: () => boolean): Promise<void> {
	const store = createScreenStore([], 0);
	const memory = new ScreenMemory();
	const rows = Array.from({length: size.rows}, (_, i) => makeRow(i + 1));
	let wishes: readonly CurveWish[] = [];
	for (let round = 0; round < rounds; round++) {
		await turn();
		if (!isNeeded()) return;
		receive(store, makeUpdate(rows, wishes), 0);
		const scene = sceneOf(store.getState(), size, actions, memory, brush);
		for (const {rect, draw} of scene.parts) {
			await turn();
			if (!isNeeded()) return;
			draw(new Grid(rect.cols, rect.rows));
		}
		for (const message of visibleWishes(scene.shown, store.getState().curves, store.getState().media))
			if (message.type === 'curves') wishes = message.wishes;
	}
}
