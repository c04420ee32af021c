import assert from 'node:assert/strict';
import {appendFileSync, renameSync, rmSync} from 'node:fs';
import path from 'node:path';
import type {JsonObject} from '../../../source/core/run.ts';
import {runToJson} from '../../../source/core/run-json.ts';
import {Engine} from '../../../source/engine/engine.ts';
import {scanOnce} from '../../../source/engine/headless.ts';
import {Watching} from '../../../source/engine/live/watching.ts';
import {makeRow} from '../../../source/engine/model/row.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {type Ending, FileTree} from '../tree.ts';

/** What depends on when a run was looked at, and not on its files alone. */
const ofTheMoment = new Set(['status', 'status_why', 'ended_at', 'updated_at', 'duration_s', 'eta', 'health']);

/** All that an engine tells of its runs but for what depends on the moment, by their directories. */
export function tell({registry}: Engine, nowMs: number): JsonObject[] {
	return [...registry.runs.values()]
		.map(run => runToJson(makeRow(run), run.facts, run.problems, nowMs))
		.map(told => Object.fromEntries(Object.entries(told).filter(([name]) => !ofTheMoment.has(name))))
		.sort((a, b) => (JSON.stringify([a.dir, a.id]) < JSON.stringify([b.dir, b.id]) ? -1 : 1));
}

/** A tree that an engine follows as the screen does, by a clock that the test moves, beside what a fresh start says of it. */
export class Followed extends FileTree {
	nowMs = Date.now();
	readonly engine = new Engine(nodeFiles, formats, () => this.nowMs, true);
	private watching: Watching | null = null;

	constructor(context: Ending) {
		super(context);
		context.after(() => this.watching?.close());
	}

	append(name: string, content: string | Uint8Array): this {
		appendFileSync(path.join(this.root, name), content);
		return this;
	}

	remove(name: string): this {
		rmSync(path.join(this.root, name), {recursive: true, force: true});
		return this;
	}

	move(from: string, to: string): this {
		renameSync(path.join(this.root, from), path.join(this.root, to));
		return this;
	}

	/** Sees what has changed, some seconds later; the first time it begins to look. Every run by its directory and last values. */
	look(): string[] {
		if (this.watching === null) this.engine.start([this.root]);
		this.watching ??= new Watching(this.engine, () => {});
		// Once to hear of what has changed, twice to look again where it has, as what is gone is waited for, once for what is known by that.
		for (let turn = 0; turn < 4; turn++) this.glance(6000);
		while (!this.engine.work(() => false));
		this.engine.judge(this.nowMs);
		return this.lines(this.told);
	}

	/** Does what is to be done so much later. */
	glance(afterMs: number): void {
		this.nowMs += afterMs;
		while (!this.engine.work(() => false));
		this.watching?.tend(this.nowMs, () => false);
	}

	/** Keys of all runs. */
	get keys(): number[] {
		return [...this.engine.registry.runs.keys()];
	}

	/** What a fresh start says. */
	get fresh(): JsonObject[] {
		return tell(
			scanOnce([this.root], nodeFiles, formats, () => this.nowMs, true),
			this.nowMs,
		);
	}

	get told(): JsonObject[] {
		return tell(this.engine, this.nowMs);
	}

	/** Looks, and holds what is shown then against what a fresh start shows and the test expects. */
	holds(...expected: string[]): void {
		assert.deepEqual(this.look(), expected);
		assert.deepEqual(this.told, this.fresh);
	}

	private lines(told: readonly JsonObject[]): string[] {
		return told.map(({dir, metrics}) => {
			const last = Object.entries(metrics as Record<string, {last: [number, number] | null}>).map(
				([name, {last: pair}]) => `${name} ${pair?.[1]}`,
			);
			return [dir, ...last].join(' ');
		});
	}
}
