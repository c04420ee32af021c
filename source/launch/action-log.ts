import {existsSync, readFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type {JsonObject} from '../core/run.ts';
import {thisUser} from '../io/processes/processes.ts';
import {stateDirectory} from '../io/state-directory.ts';
import {appendLine} from '../io/write/append.ts';

/** One thing that this program did, or was kept from doing. Values of the environment are never in it. */
export interface ActionEntry {
	/** The verb: run, restart, stop, tag, … */
	act: string;
	/** What it was done to. */
	runs: {id: string; path: string}[];
	result: 'done' | 'failed' | 'refused';
	/** What came of it or why it failed, for people. */
	message: string;
	/** Id of the run that was made by it; its path where its tracker makes the id. */
	made?: string;
	/** What was started by its tracker, and when in clock ticks since boot. */
	pid?: number;
	pid_started_at?: number | null;
	/** The exact words of what was started. */
	argv?: string[];
	cwd?: string;
}

/** Who acts, as records and journals name them. */
export const whoActs = (): string => `${thisUser()}@${os.hostname()}`;

const actionLogFile = (): string => path.join(stateDirectory(), 'actions.jsonl');

/** Writes down what was done, for the log that a person can look at. A log that cannot be written stops nobody. */
export function logAction(entry: ActionEntry, nowMs: number): void {
	try {
		appendLine(actionLogFile(), JSON.stringify({at: nowMs / 1000, by: whoActs(), ...entry}), 0o600);
	} catch {
		// Not worth failing the act for.
	}
}

/** The newest entries, oldest first. Lines that are none are left out. */
export function readActionLog(most: number): JsonObject[] {
	const file = actionLogFile();
	if (!existsSync(file)) return [];
	const entries: JsonObject[] = [];
	for (const line of readFileSync(file, 'utf8')
		.split('\n')
		.slice(-most - 1)) {
		try {
			const entry: JsonObject = JSON.parse(line);
			entries.push(entry);
		} catch {
			// A torn or empty line.
		}
	}
	return entries.slice(-most);
}
