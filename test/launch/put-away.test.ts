import assert from 'node:assert/strict';
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import type {Target} from '../../source/core/acting/target.ts';
import {emptyFacts} from '../../source/core/run.ts';
import type {Act} from '../../source/launch/acts/act.ts';
import {shelveAct} from '../../source/launch/acts/shelve.ts';
import {undoAct} from '../../source/launch/acts/undo.ts';
import {purgeAct, restoreAct} from '../../source/launch/acts/unshelve.ts';
import {localExecutor} from '../../source/launch/executor.ts';
import {isRefusal} from '../../source/launch/refusal.ts';
import {followMoved} from '../../source/launch/shelf/follow.ts';
import {target} from './restart-target.ts';

/** A run of another tracker that is known by its id, some directories below the root. */
function runIn(context: TestContext, more: Partial<Target> = {}): Target {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-away-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const before = process.env.XDG_STATE_HOME;
	process.env.XDG_STATE_HOME = path.join(root, 'state');
	context.after(() => {
		if (before === undefined) delete process.env.XDG_STATE_HOME;
		else process.env.XDG_STATE_HOME = before;
	});
	const at = path.join(root, 'store/exp/a');
	mkdirSync(at, {recursive: true});
	writeFileSync(path.join(at, 'log.csv'), '12345');
	return target('mlflow', null, {id: 'k3f9'}, {path: at, root, ...more});
}

/** What came of an act, or why it was not done. */
async function act(wanted: Act, of: Target): Promise<string> {
	const step = await wanted.plan(of);
	if (isRefusal(step)) return `no: ${step.refusal}`;
	const done = await step.perform();
	return typeof done === 'string' ? done : JSON.stringify(done);
}

const undo = (root: string) => undoAct(root, localExecutor(['x']));
const whole = 'xtui delete --purge frees its room';

for (const [away, name] of [
	['archive', '.xtui-archive'],
	['trash', '.xtui-trash'],
] as const)
	for (const back of ['restored', 'undone'])
		test(`a run of a tracker without a trash that was moved into the ${away} is ${back} to the very place it had`, async context => {
			const of = runIn(context);
			const {root} = of;
			// Another run of that name lies there already, so that this one gets another name.
			mkdirSync(path.join(root, 'store/exp', name, 'a'), {recursive: true});
			const step = await shelveAct(away, true, root).plan(of);
			assert.ok(!isRefusal(step));
			const there = path.join(root, 'store/exp', name, 'a-2');
			assert.deepEqual(step.lines.slice(1), [
				{label: 'moves', text: `${of.path} to ${there}`},
				{label: 'size', text: '5 B in 1 file'},
			]);
			assert.match(
				String(await step.perform()),
				away === 'trash' ? /^deleted; .*--purge frees its room$/ : /^archived; xtui restore/,
			);
			assert.deepEqual([existsSync(of.path), readdirSync(there)], [false, ['log.csv']]);
			const moved: Target = {...of, path: there, ...(away === 'trash' && {status: 'deleted'})};
			const said = await act(back === 'restored' ? restoreAct(root) : undo(root), moved);
			assert.match(
				said,
				back === 'restored' ? /^restored$/ : new RegExp(`^took back ${away === 'trash' ? 'delete' : 'archive'} `),
			);
			assert.deepEqual(readdirSync(path.join(root, 'store/exp')).sort(), [name, 'a']);
			assert.equal(readFileSync(path.join(of.path, 'log.csv'), 'utf8'), '12345');
			assert.equal(await act(restoreAct(root), of), 'no: it is neither archived nor deleted');
		});

test('a run that was put into the trash by hand comes back from it under its name, whatever its journal says', async context => {
	for (const value of ['null', '"a"', '["a"]', '{}', '{"from": 7}']) {
		const of = runIn(context);
		const there = path.join(of.root, 'store/.xtui-trash/b');
		mkdirSync(path.dirname(there));
		renameSync(of.path, there);
		const journals = path.join(of.root, '.xtui/journal');
		mkdirSync(journals, {recursive: true});
		writeFileSync(path.join(journals, 'mlflow-k3f9.jsonl'), `{"at": 1, "op": "delete", "value": ${value}, "key": "k"}\n`);
		assert.equal(await act(restoreAct(of.root), {...of, path: there, status: 'deleted'}), 'restored', value);
		assert.deepEqual(readdirSync(path.join(of.root, 'store')).sort(), ['.xtui-trash', 'b', 'exp']);
	}
});

test('what would be lost by a move is not moved, and is offered only where nothing would be', async context => {
	const of = runIn(context);
	const {root} = of;
	const file = path.join(of.path, 'log.csv');
	const byPath = (format: string) => `a run of ${format} is known by its path, so what was said of it would be lost`;
	for (const [more, why] of [
		[{}, null],
		[{holdsOthers: true}, 'other runs lie in its directory'],
		[{hasLocalId: true}, byPath('mlflow')],
		[{facts: emptyFacts(), format: 'csv'}, byPath('csv')],
		[{path: file}, `it is kept in a file, and only directories are moved: ${file}`],
		[{path: file, holdsOthers: true}, `it lies in a file with other runs: ${file}`],
	] as const) {
		const run = {...of, ...more};
		const step = await shelveAct('trash', false, root).plan(run);
		assert.ok(!isRefusal(step));
		assert.deepEqual(step.offers, why === null ? [{id: 'moves', label: 'move it, too'}] : []);
		const whyNot = await shelveAct('trash', true, root).plan(run);
		assert.equal(isRefusal(whyNot) ? whyNot.refusal : null, why);
	}
	assert.equal(existsSync(file), true);
});

test('what is archived is not archived again, what is deleted neither, and nothing is removed that was not deleted before', async context => {
	const of = runIn(context);
	const {root} = of;
	assert.match(await act(shelveAct('archive', false, root), of), /^archived/);
	const archived = {...of, facts: {...of.facts, marks: ['archived']}};
	assert.equal(await act(shelveAct('archive', false, root), archived), 'no: it is archived already');
	assert.equal(await act(purgeAct(), archived), 'no: it is not in the trash; delete it first');
	assert.match(await act(shelveAct('trash', true, root), archived), new RegExp(`^deleted; .*${whole}$`), 'from the archive');
	const deleted: Target = {...archived, path: path.join(root, 'store/exp/.xtui-trash/a'), status: 'deleted'};
	for (const away of ['archive', 'trash'] as const)
		assert.equal(await act(shelveAct(away, false, root), deleted), 'no: it is deleted already; restore it first');
	assert.equal(await act(purgeAct(), deleted), 'removed; 5 B are free again');
	assert.deepEqual(readdirSync(path.join(root, 'store/exp/.xtui-trash')), []);
	const native = {...of, format: 'xtui', path: path.join(root, 'store/.xtui-archive/n')};
	mkdirSync(native.path, {recursive: true});
	assert.equal(await act(shelveAct('archive', false, root), native), 'no: it is archived already');
});

test('a run of a tracker that was moved a moment ago is found where that puts its runs', context => {
	const {root} = runIn(context);
	const found = (format: string, place: string) => followMoved(target(format, null, {}, {path: path.join(root, place)})).path;
	for (const [format, gone, there] of [
		['guild', 'home/runs/ab12', 'home/trash/runs/ab12'],
		['guild', 'home/trash/runs/cd34', 'home/runs/cd34'],
		['gage', 'gage/x.meta', 'gage/x.meta.deleted'],
		['gage', 'gage/y.meta.deleted', 'gage/y.meta'],
		['mlflow', 'exp/k', 'exp/.xtui-trash/k'],
		['mlflow', 'exp/l', 'exp/.xtui-archive/l'],
		['mlflow', 'exp/.xtui-trash/m', 'exp/m'],
	] as const) {
		assert.equal(found(format, gone), path.join(root, gone), 'nowhere yet');
		mkdirSync(path.join(root, there), {recursive: true});
		assert.equal(found(format, gone), path.join(root, there), gone);
	}
	assert.equal(found('guild', 'exported/ab12'), path.join(root, 'exported/ab12'), 'one that was exported lies in no home');
});
