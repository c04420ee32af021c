import {mkdirSync, writeFileSync} from 'node:fs';
import type {JsonObject} from '../core/run.ts';
import {replaceFile} from '../io/replace.ts';
import type {LaunchPlan} from './plan.ts';
import {digestSources} from './record/digest.ts';
import {readPatch, readRepository} from './record/git.ts';
import {claimDirectory, makeId} from './record/naming.ts';
import {makeRecord} from './record/record.ts';

/** A run that has its directory and record, and no process yet. */
export interface PreparedRun {
	plan: LaunchPlan;
	id: string;
	/** Absolute path of its directory. */
	directory: string;
	record: JsonObject;
}

/**
 * Makes the directory of a run and writes down what is about to be started.
 * @throws what the system says, where the directory or the record cannot be written: nothing is started then
 */
export async function prepareRun(plan: LaunchPlan, now: () => number = Date.now): Promise<PreparedRun> {
	const repository = await readRepository(plan.cwd);
	const [sourceDigest, patch] = await Promise.all([
		digestSources(plan.cwd, plan.runsDirectory),
		repository !== null && plan.keepsPatch ? readPatch(repository) : null,
	]);
	const directory = claimDirectory(plan.runsDirectory, plan.name);
	const id = makeId();
	const record = makeRecord(plan, id, {git: repository?.state ?? null, sourceDigest}, now());
	mkdirSync(`${directory}/summaries`);
	if (patch !== null) writeFileSync(`${directory}/source.patch`, patch);
	saveRecord(directory, record);
	return {plan, id, directory, record};
}

/** Writes `xtui-run.json`. Throws what the system says. */
export function saveRecord(directory: string, record: JsonObject): void {
	replaceFile(`${directory}/xtui-run.json`, `${JSON.stringify(record, null, 1)}\n`);
}
