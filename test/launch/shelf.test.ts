import assert from 'node:assert/strict';
import {cpSync, existsSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import type {Target} from '../../source/core/acting/target.ts';
import {emptyFacts} from '../../source/core/run.ts';
import type {Judgement} from '../../source/core/status.ts';
import {shelveAct} from '../../source/launch/acts/shelve.ts';
import {purgeAct, restoreAct} from '../../source/launch/acts/unshelve.ts';
import {followMoved} from '../../source/launch/shelf/follow.ts';
import {makePlace, makeRun, script} from './program.ts';

const quick = 'console.log("step=1 loss=1"); process.exit(1)';

test('what is put away lies beside the runs, is listed as that, and comes back whole', async context => {
	const place = makePlace(context);
	await place.xtui(['run', '--name', 'a', '--', ...script(quick)]);
	const [made] = await place.list();
	const {id, path: directory} = {id: String(made!.id), path: String(made!.path)};
	const files = readdirSync(directory).sort();
	for (const [verb, shelf] of [
		['archive', '.xtui-archive'],
		['delete', '.xtui-trash'],
	] as const) {
		const dry = await place.xtui([verb, id, '--dry-run']);
		assert.match(
			dry.stdout,
			new RegExp(`moves +${directory} to .*${shelf}/a\\n +size +[\\d.]+ kB in \\d+ files`.replace('kB', '(?:kB|B)')),
		);
		assert.equal((await place.xtui([verb, id, '--yes'])).code, 0);
		assert.equal(existsSync(directory), false);
		const [run] = await place.list();
		assert.equal(run!.path, path.join(path.dirname(directory), shelf, 'a'));
		assert.ok(run!.status === 'deleted' || (run!.marks as string[]).includes('archived'));
		assert.equal((await place.xtui(verb === 'archive' ? ['restore', id, '--yes'] : ['undo', id])).code, 0);
		const [back] = await place.list();
		assert.deepEqual([back!.path, back!.status, back!.marks], [directory, 'failed', []]);
		assert.deepEqual(
			readdirSync(directory)
				.filter(name => name !== 'journal.jsonl')
				.sort(),
			files,
		);
	}
});

test("runs of other trackers stay where they are, are moved where that is asked for, and Guild's trash is Guild's own", async context => {
	const place = makePlace(context);
	const fixtures = path.resolve('test/fixtures');
	cpSync(path.join(fixtures, 'guild'), path.join(place.root, 'guild'), {recursive: true});
	const [first] = (await place.list('guild')).filter(run => run.format === 'guild' && run.status === 'finished');
	const at = String(first!.path);
	assert.equal((await place.xtui(['delete', at, '--yes'])).code, 0);
	const trash = path.join(path.dirname(path.dirname(at)), 'trash/runs', path.basename(at));
	assert.deepEqual([existsSync(at), existsSync(trash)], [false, true]);
	assert.equal((await place.list('guild')).find(run => run.id === first!.id)!.status, 'deleted');
	assert.equal((await place.xtui(['restore', trash, '--yes'])).code, 0);
	assert.equal(existsSync(at), true);
	const refused = await place.xtui(['delete', at, '--purge', '--yes']);
	assert.match(refused.stderr, /not in the trash/);
});

test('what is deleted and stays where it is, is not said to be purged, and how it could be is said', async context => {
	const place = makePlace(context);
	mkdirSync(path.join(place.root, 'csv'));
	writeFileSync(path.join(place.root, 'csv/metrics.csv'), 'step,loss\n1,3\n2,2\n');
	const [made] = await place.list('csv');
	const at = String(made!.path);
	const told = await place.xtui(['delete', at, '--yes']);
	assert.match(told.stdout, /deleted; xtui restore takes it back; its files stay where they are: they belong to csv/);
	const refused = await place.xtui(['delete', at, '--purge', '--yes']);
	assert.match(refused.stderr, /its files belong to csv; remove it there$/m);
});

test('a run that was put away a moment ago is found where it lies now, and never another one', async context => {
	const place = makePlace(context);
	const {id, path: at} = await makeRun(place, 'a');
	const seen = {format: 'xtui', id, path: at} as Target;
	assert.equal(followMoved(seen), seen);
	assert.equal((await place.xtui(['delete', id, '--yes'])).code, 0);
	const moved = path.join(path.dirname(at), '.xtui-trash/a');
	assert.equal(followMoved(seen).path, moved);
	assert.equal((await place.xtui(['restore', id, '--yes'])).code, 0);
	assert.equal(followMoved({...seen, path: moved}).path, at);
	const other = {...seen, id: 'another', path: moved};
	assert.equal(followMoved(other), other);
});

const target: Target = {
	id: 'k3f9',
	name: 'a',
	path: '/nowhere/mlruns/0/k3f9',
	root: '/nowhere',
	format: 'mlflow',
	hasLocalId: false,
	status: 'deleted',
	statusWhy: 'it lies in the deleted run b',
	isUnheld: false,
	livePid: null,
	facts: emptyFacts(),
	liveRestart: null,
	isComplete: true,
	holdsOthers: false,
};

test('what a tracker has deleted, or lies in a run that is deleted, is not restored here, and that is said', async () => {
	assert.deepEqual(await restoreAct('/nowhere').plan(target), {
		refusal: 'nothing here has deleted it: it lies in the deleted run b',
	});
	const {refusal} = (await restoreAct('/nowhere').plan({...target, status: 'failed'})) as {refusal: string};
	assert.equal(refusal, 'it is neither archived nor deleted');
});

test('a purge that is refused names the move where that can be done', async () => {
	const refusal = async (of: Target) => ((await purgeAct().plan(of)) as {refusal: string}).refusal;
	const way = ', or restore it and delete it with --move';
	const said = 'its files belong to mlflow; remove it there';
	assert.equal(await refusal(target), said);
	assert.equal(await refusal({...target, path: os.tmpdir(), facts: {...emptyFacts(), id: 'k3f9'}}), `${said}${way}`);
});

test('what lives is not put away; where nobody has the files of a silent run open, it is, and its plan says so', async () => {
	const stalled: Target = {...target, format: 'csv', status: 'stalled', statusWhy: 'no write for 15 min'};
	const act = shelveAct('trash', false, '/nowhere');
	const planOf = async (more: Partial<Target>) => {
		const step = await act.plan({...stalled, ...more});
		return 'refusal' in step ? step.refusal : step.lines[0]!.text;
	};
	assert.equal(
		await planOf({isUnheld: true}),
		'it is stalled: no write for 15 min; no process here has its files open, so it is taken for over',
	);
	const nobody = 'end its program first: its process is not recorded';
	assert.equal(await planOf({}), `it is stalled: no write for 15 min; ${nobody}`);
	const running = {status: 'running', statusWhy: 'written within the last 2 min', isUnheld: true} as const;
	assert.equal(await planOf(running), `it is running: written within the last 2 min; ${nobody}`);
	assert.match(await planOf({...running, facts: {...emptyFacts(), pid: 7}}), /stop it first$/);
	const queued = (outcome: Partial<Judgement>): Partial<Target> => ({
		status: 'queued',
		statusWhy: 'staged',
		facts: {...emptyFacts(), outcome: {status: 'queued', why: 'staged', ...outcome}},
	});
	assert.equal(await planOf(queued({})), `it is queued: staged; ${nobody}`);
	assert.equal(await planOf(queued({waits: true, fromMs: Date.now() + 60_000})), `it is queued: staged; ${nobody}`);
	assert.equal(await planOf(queued({waits: true})), 'delete', 'nobody is at work on it');
});
