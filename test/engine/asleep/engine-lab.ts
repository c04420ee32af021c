import {mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import type {TestContext} from 'node:test';
import type {FileAccess} from '../../../source/core/files/files.ts';
import type {ReadingShelf} from '../../../source/engine/asleep/shelf.ts';
import {Engine} from '../../../source/engine/engine.ts';
import type {TrackedRun} from '../../../source/engine/model/tracked-run.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot} from '../live-session.ts';

/** A moment at which all fixtures have long been silent. */
export const nowMs = Date.UTC(2030, 0, 1);

/** Lines of a log with a falling loss. */
export const points = (from: number, to: number) =>
	Array.from({length: to - from + 1}, (_, i) => `${JSON.stringify({step: from + i, loss: 1 / (from + i)})}\n`).join('');

interface EngineOptions {
	/** True where the screen shows one run that is none of these. */
	dozes?: boolean;
	files?: FileAccess;
	shelf?: ReadingShelf | null;
}

/** An engine as the screen has it, which has read all. */
export function openEngine(root: string, {dozes = true, files = nodeFiles, shelf = null}: EngineOptions = {}) {
	const engine = new Engine(files, formats, () => nowMs, true, shelf);
	engine.start([root]);
	if (dozes) engine.setFirst([-1]);
	const readAll = () => {
		while (!engine.work(() => false));
		engine.judge(nowMs);
	};
	readAll();
	return {engine, runs: [...engine.registry.runs.values()], readAll};
}

/** Directories with a run each that has finished. */
export function makeRuns(context: TestContext, count: number): string {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	for (let i = 0; i < count; i++) {
		const directory = path.join(root, `run-${i}`);
		mkdirSync(directory);
		writeFileSync(
			path.join(directory, 'xtui-run.json'),
			JSON.stringify({xtui: 1, id: `r${i}`, started_at: '2026-01-01T00:00:00Z'}),
		);
		writeFileSync(path.join(directory, 'metrics.jsonl'), points(1, 40));
		writeFileSync(path.join(directory, 'exit.json'), JSON.stringify({ended_at: 1767229200, exit_code: 0}));
	}
	return root;
}

/** Every point, event, line and picture of a run. */
export function allOf(run: TrackedRun) {
	const listOf = (all: ReadonlyMap<string, {steps: {slice(from: number, to: number): Float64Array}; length: number}>) =>
		[...all].map(([name, series]) => [name, series.length, [...series.steps.slice(0, series.length)]]);
	const logged = [...run.metrics].map(([name, {values, length}]) => [name, [...values.slice(0, length)]]);
	const lines = run.layers.map(({outputLines}) => outputLines);
	const media = [...run.media].map(([name, {kind, length}]) => [name, kind, length]);
	return {steps: listOf(run.metrics), logged, system: listOf(run.systemMetrics), events: run.events, lines, media};
}

const anHourAgo = Date.now() / 1000 - 3600;

/** Makes all files and directories look as if nobody had touched them for an hour. */
export function settle(directory: string): void {
	for (const name of readdirSync(directory, {recursive: true}) as string[])
		utimesSync(path.join(directory, name), anHourAgo, anHourAgo);
	utimesSync(directory, anHourAgo, anHourAgo);
}

/** Real files, and which of them were opened. */
export function noteOpened(): {files: FileAccess; opened: Set<string>} {
	const opened = new Set<string>();
	const note = (file: string): string => {
		opened.add(file);
		return file;
	};
	const files: FileAccess = {
		...nodeFiles,
		readWhole: (file, most) => nodeFiles.readWhole(note(file), most),
		readListed: (file, most, tell) => nodeFiles.readListed(note(file), most, tell),
		readTold: (file, most) => nodeFiles.readTold(note(file), most),
		readRange: (file, offset, length) => nodeFiles.readRange(note(file), offset, length),
		tail: (file, isListed) => nodeFiles.tail(note(file), isListed),
	};
	return {files, opened};
}
