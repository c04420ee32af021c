import assert from 'node:assert/strict';
import {appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import {type PackedReadings, ReadingShelf} from '../../../source/engine/asleep/shelf.ts';
import type {Engine} from '../../../source/engine/engine.ts';
import {scanOnce} from '../../../source/engine/headless.ts';
import {makeRow} from '../../../source/engine/model/row.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {noteOpened, settle} from './engine-lab.ts';

function makeTree(context: test.TestContext): {root: string; run: string} {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-asleep-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	cpSync('test/fixtures/guild/home', root, {recursive: true});
	settle(root);
	const id = '8d6a12ccd29c4752b773a71646739698';
	return {root, run: path.join(root, 'runs', id)};
}

/** Scans, and says which files were opened for it. */
function scan(root: string, kept: PackedReadings | null, readBy = 'this program') {
	const {files, opened} = noteOpened();
	const shelf = new ReadingShelf(nodeFiles).load(readBy, kept);
	const startedAtMs = Date.now();
	const engine = scanOnce([root], files, formats, () => startedAtMs, false, shelf);
	return {engine, opened, renew: () => shelf.renew(engine.registry.handles)};
}

const rowsOf = ({registry}: Engine) => [...registry.runs.values()].map(makeRow).map(row => ({...row, statusWhy: ''}));
const openedIn = (opened: ReadonlySet<string>, run: string) => [...opened].filter(file => file.startsWith(`${run}/`));

test('a run that is over is not read again, and its row is the same', context => {
	const {root, run} = makeTree(context);
	const first = scan(root, null);
	const opened = openedIn(first.opened, run);
	assert.ok(opened.length > 5);
	const kept = first.renew();
	assert.deepEqual(openedIn(first.opened, run), opened, 'nothing is read for being kept alone');
	const second = scan(root, kept);
	assert.deepEqual(openedIn(second.opened, run), []);
	assert.deepEqual(rowsOf(second.engine), rowsOf(first.engine));
	assert.equal(second.renew(), null, 'there is nothing to keep anew');
});

test('who asks for points gets them', context => {
	const {root, run} = makeTree(context);
	const first = scan(root, null);
	const second = scan(root, first.renew());
	const lossOf = (engine: Engine) => {
		const found = [...engine.registry.runs.values()].find(({path: at}) => at === run)!;
		return [...found.metrics.get('loss')!.values.slice(0, 5)];
	};
	assert.equal(lossOf(second.engine).length, 5);
	assert.deepEqual(lossOf(second.engine), lossOf(first.engine));
	assert.ok(openedIn(second.opened, run).length > 0);
	assert.deepEqual(rowsOf(second.engine), rowsOf(first.engine));
});

const changes: Record<string, (run: string) => void> = {
	'an attribute is rewritten in place': run => writeFileSync(path.join(run, '.guild/attrs/label'), 'another'),
	'it was started again in place, which rewrites attributes behind the marker of a pending run': run => {
		const own = path.join(run, '.guild');
		writeFileSync(path.join(own, 'PENDING'), '');
		writeFileSync(path.join(own, 'attrs/flags'), 'lr: 0.5\n');
		rmSync(path.join(own, 'PENDING'));
		writeFileSync(path.join(own, 'attrs/exit_status'), '7');
	},
	'an attribute comes': run => writeFileSync(path.join(run, '.guild/attrs/marked'), 'true'),
	'the output grows': run => appendFileSync(path.join(run, '.guild/output'), 'more\n'),
	'a file of the same size takes the place of another': run => {
		const file = path.join(run, '.guild/output');
		const {mtimeMs} = statSync(file);
		const text = readFileSync(file, 'utf8');
		rmSync(file);
		writeFileSync(`${file}.new`, text.replace('loss', 'cost'));
		cpSync(`${file}.new`, file);
		rmSync(`${file}.new`);
		utimesSync(file, mtimeMs / 1000, mtimeMs / 1000 + 0.5);
	},
	'event files come': run => cpSync(path.join(run, '.guild/output'), path.join(run, '.guild/events.out.tfevents.9.vm.1.0')),
	'its log goes away': run => rmSync(path.join(run, '.guild/output')),
};

for (const [what, change] of Object.entries(changes)) {
	test(`it is read again where ${what}`, context => {
		const {root, run} = makeTree(context);
		const kept = scan(root, null).renew();
		change(run);
		const again = scan(root, kept);
		assert.ok(openedIn(again.opened, run).length > 0);
		assert.deepEqual(rowsOf(again.engine), rowsOf(scan(root, null).engine));
	});
}

test('an attribute that was cut is read again once it is whole, though no directory tells of it', context => {
	const {root, run} = makeTree(context);
	const file = path.join(run, '.guild/attrs/user');
	writeFileSync(file, '');
	settle(root);
	const kept = scan(root, null).renew();
	assert.deepEqual(openedIn(scan(root, kept).opened, run), []);
	writeFileSync(file, 'somebody\n');
	const again = scan(root, kept);
	assert.ok(openedIn(again.opened, run).length > 0);
	assert.deepEqual(rowsOf(again.engine), rowsOf(scan(root, null).engine));
});

const finds: Record<string, (run: string) => void> = {
	'what makes it a run is gone': run => rmSync(path.join(run, '.guild/opref')),
	'it is gone': run => rmSync(run, {recursive: true}),
	'another tracker claims its directory': run =>
		writeFileSync(path.join(run, 'xtui-run.json'), '{"schema": 1, "id": "a", "name": "a"}'),
	'people have said something of it': run => {
		mkdirSync(path.join(run, '.xtui/journal'), {recursive: true});
		const word = {at: 1, by: 'me@here', op: 'tag', value: 'good', key: 'k', run: ''};
		writeFileSync(path.join(run, `.xtui/journal/guild-${path.basename(run)}.jsonl`), `${JSON.stringify(word)}\n`);
	},
	'a store of others lies in it': run => cpSync('test/fixtures/optuna/journal.log', path.join(run, 'journal.log')),
	'it is the directory of another run now': run => {
		rmSync(run, {recursive: true});
		cpSync(path.join(path.dirname(run), '63a670e4f97546848f2e6069c392a394'), run, {recursive: true});
		settle(run);
	},
};

for (const [what, change] of Object.entries(finds)) {
	test(`where ${what}, the same is found as without what was kept`, context => {
		const {root, run} = makeTree(context);
		const kept = scan(root, null).renew();
		change(run);
		assert.deepEqual(rowsOf(scan(root, kept).engine), rowsOf(scan(root, null).engine));
	});
}

test('what changed a moment ago is not kept: its time would not tell the next change', context => {
	const {root, run} = makeTree(context);
	appendFileSync(path.join(run, '.guild/output'), 'more\n');
	const second = scan(root, scan(root, null).renew());
	assert.ok(openedIn(second.opened, run).length > 0);
});

test('another program, or other settings, read for themselves', context => {
	const {root, run} = makeTree(context);
	const kept = scan(root, null, 'one').renew();
	assert.ok(openedIn(scan(root, kept, 'two').opened, run).length > 0);
});

test('of many runs only what has changed, gone or come is read again and kept anew', context => {
	const {root, run} = makeTree(context);
	const idOf = (i: number) => i.toString(16).padStart(32, '0');
	const at = (i: number) => path.join(root, 'runs', idOf(i));
	for (let i = 0; i < 140; i++) cpSync(run, at(i), {recursive: true});
	settle(root);
	const first = scan(root, null);
	const kept = first.renew()!;
	assert.ok(kept.pages.length > 1);
	appendFileSync(path.join(at(7), '.guild/output'), 'more\n');
	rmSync(at(8), {recursive: true});
	cpSync(run, at(140), {recursive: true});
	settle(at(7));
	settle(at(140));
	const second = scan(root, kept);
	const readAgain = new Set([...second.opened].flatMap(file => /runs\/(0{20}\w+)\//.exec(file)?.[1] ?? []));
	assert.deepEqual(readAgain, new Set([idOf(7), idOf(140)]));
	assert.deepEqual(rowsOf(second.engine), rowsOf(scan(root, null).engine));
	const renewed = second.renew()!;
	assert.deepEqual(renewed.pages.flatMap(({keys}) => keys).length, kept.pages.flatMap(({keys}) => keys).length);
	const third = scan(root, renewed);
	assert.deepEqual(
		[...third.opened].filter(file => /runs\/0{20}/.test(file)),
		[],
	);
	assert.deepEqual(rowsOf(third.engine), rowsOf(second.engine));
	assert.equal(third.renew(), null);
});
