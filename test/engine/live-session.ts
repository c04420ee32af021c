import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type {RunRow} from '../../source/core/row.ts';
import {Session} from '../../source/engine/live/session.ts';
import type {ToEngine, Update} from '../../source/engine/protocol.ts';
import {formats} from '../../source/formats/index.ts';
import {nodeFiles} from '../../source/io/files.ts';

/** What a test knows of a live engine: the rows as the screen would have them. */
export interface LiveSession {
	root: string;
	rows: Map<string, RunRow>;
	updates: Update[];
	post(message: ToEngine): void;
	/** Waits until a message makes `holds` true; fails after ten seconds, saying what was there. */
	until(what: string, holds: () => boolean): Promise<void>;
	close(): void;
}

/**
 * Starts the engine in this thread on a new directory, or on a given one.
 * @param readBy takes over what an earlier one with the same has kept
 */
export function startSession(root = makeRoot(), readBy?: string, now = Date.now): LiveSession {
	const rows = new Map<string, RunRow>();
	const byKey = new Map<number, string>();
	const updates: Update[] = [];
	const waiting = new Set<() => void>();
	const session = new Session(
		nodeFiles,
		formats,
		update => {
			updates.push(update);
			for (const key of update.removed) rows.delete(byKey.get(key)!);
			for (const row of update.rows) {
				rows.set(row.dir, row);
				byKey.set(row.key, row.dir);
			}
			for (const check of waiting) check();
		},
		now,
	);
	session.accept({type: 'start', roots: [root], ...(readBy !== undefined && {readBy})});
	return {
		root,
		rows,
		updates,
		post: message => session.accept(message),
		until: (what, holds) =>
			new Promise((resolve, reject) => {
				const late = setTimeout(() => {
					waiting.delete(check);
					const there = [...rows.values()].map(({dir, status, statusWhy}) => `${dir} ${status} (${statusWhy})`);
					reject(new Error(`Waited in vain for: ${what}; there is ${there.join('; ') || 'nothing'}`));
				}, 40_000);
				const check = () => {
					if (!holds()) return;
					clearTimeout(late);
					waiting.delete(check);
					resolve();
				};
				waiting.add(check);
				check();
			}),
		close() {
			session.accept({type: 'stop'});
			rmSync(root, {recursive: true, force: true});
		},
	};
}

export function makeRoot(): string {
	return mkdtempSync(path.join(os.tmpdir(), 'xtui-test-'));
}
