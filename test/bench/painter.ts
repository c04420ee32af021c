import {Writable} from 'node:stream';
import {Grid} from '../../source/draw/grid.ts';
import {colorOf, roleStyle} from '../../source/draw/style.ts';
import type {InputStream} from '../../source/terminal/input/input.ts';
import {openTerminal} from '../../source/terminal/terminal.ts';

export interface PainterFigures {
	/** Drawing the changed rows into the grid included, in ms of CPU a frame. Goal: < 2. */
	cpuMs: number;
	medianMs: number;
	p95Ms: number;
	/** A frame in which 10 of the rows changed. Goal: 2,000 at most. */
	bytes: number;
	/** Goal: 1. */
	writes: number;
	/** A frame in which nothing changed. Goal: 0. */
	idleBytes: number;
	idleMs: number;
	/** The first frame, with all that opens the screen. */
	firstFrameBytes: number;
	/** The selected row moves down by one. */
	moveBytes: number;
}

class CountingStream extends Writable {
	isTTY = false;
	bytes = 0;
	writes = 0;

	constructor(
		readonly columns: number,
		readonly rows: number,
	) {
		super({decodeStrings: false});
	}

	override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
		this.bytes += Buffer.byteLength(chunk);
		this.writes++;
		done();
	}
}

const silent: InputStream = {on() {}, off() {}, pause() {}, resume() {}};
const good = roleStyle('good');
const dim = roleStyle('dim');

/** A row of the run list as the screen draws it; `tick` moves its values. */
function drawRow(grid: Grid, y: number, tick: number): void {
	const wave = (offset: number) => Array.from({length: 12}, (_, i) => '▁▂▃▄▅▆▇█'[(i * 3 + offset) % 8]).join('');
	grid.fill(0, y, grid.cols, 1, 0);
	grid.put(1, y, '●', good);
	grid.put(3, y, 'running', good);
	grid.put(13, y, `resnet50-imagenet-lr${y}e-4-seed${y % 5}`, 0);
	grid.put(50, y, '█'.repeat((tick >> 2) % 10), good);
	grid.put(62, y, `${tick % 100} %`, 0);
	grid.put(70, y, `≈ ${60 - (tick % 60)} min`, dim);
	grid.put(84, y, wave(tick), roleStyle('run1'));
	grid.put(98, y, (2.3 / (1 + tick / 50)).toFixed(4), 0);
	grid.put(108, y, wave(tick + 3), roleStyle('run2'));
	grid.put(122, y, (1 - 1 / (1 + tick / 30)).toFixed(4), 0);
	grid.put(134, y, '3e-4', 0);
	grid.put(142, y, '21 min', dim);
}

const at = (sorted: number[], share: number) => sorted[Math.floor((sorted.length - 1) * share)]!;

/** Measures frames through the whole of the terminal but the terminal itself. */
export async function benchPainter(cols = 200, rows = 50, frames = 1000): Promise<PainterFigures> {
	const output = new CountingStream(cols, rows);
	const env = {TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'C.UTF-8'};
	const terminal = openTerminal({input: silent, output, env, onExitRestore: false});
	const grid = new Grid(cols, rows);
	for (let y = 0; y < rows; y++) drawRow(grid, y, y * 7);
	terminal.show(grid);
	const firstFrameBytes = output.bytes;
	const nextTick = () => new Promise<void>(resolve => setImmediate(resolve));
	const since = async (act: () => void) => {
		const before = {bytes: output.bytes, writes: output.writes};
		act();
		await nextTick();
		return {bytes: output.bytes - before.bytes, writes: output.writes - before.writes};
	};
	await nextTick();

	const times: number[] = [];
	let bytes = 0;
	let writes = 0;
	let cpuMs = 0;
	for (let frame = 0; frame < frames; frame++) {
		const counted = await since(() => {
			const startMs = performance.now();
			const start = process.cpuUsage();
			for (let i = 0; i < 10; i++) drawRow(grid, (frame + i * 4) % rows, frame + i * 11);
			terminal.show(grid);
			const {user, system} = process.cpuUsage(start);
			cpuMs += (user + system) / 1000;
			times.push(performance.now() - startMs);
		});
		bytes += counted.bytes;
		writes += counted.writes;
	}
	const idleStartMs = performance.now();
	const idle = await since(() => {
		for (let i = 0; i < 100; i++) terminal.show(grid);
	});
	const idleMs = (performance.now() - idleStartMs) / 100;
	grid.paint(0, 20, cols, 1, colorOf('selection'));
	terminal.show(grid);
	await nextTick();
	const moved = await since(() => {
		grid.paint(0, 20, cols, 1, 0);
		grid.paint(0, 21, cols, 1, colorOf('selection'));
		terminal.show(grid);
	});
	terminal.close();
	times.sort((a, b) => a - b);
	return {
		cpuMs: cpuMs / frames,
		medianMs: at(times, 0.5),
		p95Ms: at(times, 0.95),
		bytes: bytes / frames,
		writes: writes / frames,
		idleBytes: idle.bytes,
		idleMs,
		firstFrameBytes,
		moveBytes: moved.bytes,
	};
}
