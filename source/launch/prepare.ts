import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import type {JsonObject} from '../core/run.ts';
import {replaceFile} from '../io/write/replace.ts';
import type {LaunchPlan, RecordedSource} from './plan.ts';
import {checkOut} from './record/check-out.ts';
import {digestSources} from './record/digest.ts';
import {readPatch, readRepository} from './record/git.ts';
import {claimDirectory, makeId} from './record/naming.ts';
import {type CodeState, makeRecord} from './record/record.ts';

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
export async function prepareRun(wanted: LaunchPlan): Promise<PreparedRun> {
	return wanted.source === null ? prepareHere(wanted) : prepareRecorded(wanted, wanted.source);
}

/** A run of a copy of its source, which lies in its own directory. */
async function prepareRecorded(plan: LaunchPlan, source: RecordedSource): Promise<PreparedRun> {
	const directory = claimDirectory(plan.runsDirectory, plan.name);
	try {
		await checkOut(source, `${directory}/source`);
	} catch (error) {
		rmSync(directory, {recursive: true, force: true});
		throw error;
	}
	const cwd = path.join(directory, 'source', source.below);
	const patch = source.patch === null ? null : readFileSync(source.patch);
	const git = {commit: source.commit, branch: null, dirty: patch !== null, remote: null};
	const sourceDigest = await digestSources(cwd, plan.runsDirectory);
	return finish({...plan, cwd}, directory, {git, sourceDigest}, patch);
}

async function prepareHere(plan: LaunchPlan): Promise<PreparedRun> {
	const repository = await readRepository(plan.cwd);
	const [sourceDigest, patch] = await Promise.all([
		digestSources(plan.cwd, plan.runsDirectory),
		repository !== null && plan.keepsPatch ? readPatch(repository) : null,
	]);
	const directory = claimDirectory(plan.runsDirectory, plan.name);
	return finish(plan, directory, {git: repository?.state ?? null, sourceDigest}, patch);
}

/** Writes down what is about to be started. */
function finish(plan: LaunchPlan, directory: string, code: CodeState, patch: Uint8Array | null): PreparedRun {
	const id = makeId();
	const record = makeRecord(plan, id, code, Date.now());
	try {
		mkdirSync(`${directory}/summaries`);
		if (patch !== null) writeFileSync(`${directory}/source.patch`, patch);
		saveRecord(directory, record);
	} catch (error) {
		// Nothing is started, so nothing is left of it.
		rmSync(directory, {recursive: true, force: true});
		throw error;
	}
	return {plan, id, directory, record};
}

/** Writes `xtui-run.json`. Throws what the system says. */
export function saveRecord(directory: string, record: JsonObject): void {
	replaceFile(`${directory}/xtui-run.json`, `${JSON.stringify(record, null, 1)}\n`);
}
