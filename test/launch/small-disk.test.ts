import assert from 'node:assert/strict';
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {finish, makePlace, makeRun, type Place, script, waitFor} from './program.ts';
import {mountSmall} from './small-disk.ts';

const megabyte = 1024 * 1024;
const at = (place: Place, ...names: string[]) => path.join(place.root, 'runs', ...names);
const hidden = (directory: string) => readdirSync(directory).filter(name => name.startsWith('.'));

test('a run loses no point on a full disk: what is refused waits until there is room again', async context => {
	const place = makePlace(context);
	if (!mountSmall(context, place, at(place), megabyte)) return;
	const filler = at(place, 'filler');
	const points = 4000;
	const code = `let n = 0; process.on('SIGUSR2', () => process.exit(0)); setInterval(() => {}, 1000);
		const more = () => { for (let i = 0; i < 100; i++) console.log('step=' + ++n + ' loss=' + 1 / n); if (n < ${points}) setTimeout(more, 5); else console.log('all said'); }; more();`;
	const {bsize, bavail} = statfsSync(at(place));
	writeFileSync(filler, Buffer.alloc(bsize * bavail - 128 * 1024));
	const runner = place.start(['run', '--name', 'a', '--', ...script(code)]);
	const ended = finish(runner);
	let said = '';
	runner.stderr!.on('data', text => {
		said += text;
	});
	await waitFor(() => said.includes('kept in memory until there is room again'));
	rmSync(filler);
	await place.read('runs/a/output.log', text => text.includes('all said'));
	const {pid} = await place.json('runs/a/xtui-run.json');
	process.kill(Number(pid), 'SIGUSR2');
	assert.equal((await ended).code, 0);
	const [run] = await place.list('runs');
	assert.deepEqual([run!.status, (run!.metrics as Record<string, {points: number}>).loss!.points], ['finished', points]);
});

test('a run that ends on a full disk waits for room, says so, and its end is recorded then', async context => {
	const place = makePlace(context);
	if (!mountSmall(context, place, at(place), megabyte)) return;
	const filler = at(place, 'filler');
	const {bsize, bavail} = statfsSync(at(place));
	writeFileSync(filler, Buffer.alloc(bsize * bavail - 64 * 1024));
	const points = 2000;
	const code = `for (let n = 1; n <= ${points}; n++) console.log('step=' + n + ' loss=' + 1 / n);`;
	const runner = place.start(['run', '--name', 'a', '--', ...script(code)]);
	const ended = finish(runner);
	let said = '';
	runner.stderr!.on('data', text => {
		said += text;
	});
	await waitFor(() => said.includes('the program has ended; waiting for room on the disk of'));
	rmSync(filler);
	assert.equal((await ended).code, 0);
	const [run] = await place.list('runs');
	assert.deepEqual([run!.status, (run!.metrics as Record<string, {points: number}>).loss!.points], ['finished', points]);
});

test('a run is put away onto another disk whole, or stays whole where it was', async context => {
	const place = makePlace(context);
	const {id} = await makeRun(place, 'a');
	const link = at(place, 'a', 'link');
	symlinkSync('output.log', link);
	const before = readFileSync(at(place, 'a', 'output.log'), 'utf8');
	if (!mountSmall(context, place, at(place, '.xtui-trash'), megabyte)) return;
	const deleted = await place.xtui(['delete', id, '--yes']);
	assert.equal(deleted.code, 0, deleted.stderr);
	assert.equal(existsSync(at(place, 'a')), false);
	assert.equal(readFileSync(at(place, '.xtui-trash/a/link'), 'utf8'), before);
	assert.equal((await place.xtui(['undo', id])).code, 0);
	assert.deepEqual([readFileSync(link, 'utf8'), readdirSync(at(place, '.xtui-trash'))], [before, []]);
	writeFileSync(at(place, 'a', 'model.ckpt'), Buffer.alloc(2 * megabyte));
	const refused = await place.xtui(['delete', id, '--yes']);
	assert.deepEqual([refused.code, /no space left on the disk/.test(refused.stderr)], [1, true], refused.stderr);
	assert.deepEqual(readdirSync(at(place, '.xtui-trash')), []);
	assert.equal(readFileSync(at(place, 'a', 'output.log'), 'utf8'), before);
	assert.equal((await place.xtui(['restore', id, '--yes'])).code, 0);
	assert.deepEqual(
		(await place.list('runs')).map(run => run.status),
		['failed'],
	);
});

test('a move to another disk that is killed in the middle loses nothing, and is completed by doing it again', async context => {
	const place = makePlace(context);
	const {id} = await makeRun(place, 'a');
	for (let count = 0; count < 40; count++) writeFileSync(at(place, 'a', `${count}.ckpt`), Buffer.alloc(megabyte, count));
	const trash = at(place, '.xtui-trash');
	if (!mountSmall(context, place, trash, 100 * megabyte)) return;
	const moving = place.start(['delete', id, '--yes']);
	const ended = finish(moving);
	await waitFor(() => hidden(trash).some(name => readdirSync(path.join(trash, name)).length > 1));
	moving.kill('SIGKILL');
	await ended;
	assert.deepEqual([existsSync(at(place, 'a', '39.ckpt')), existsSync(path.join(trash, 'a'))], [true, false]);
	// The half copy is no run, and the word was said.
	assert.deepEqual(
		(await place.list('runs')).map(run => [run.id, run.status, run.path]),
		[[id, 'deleted', at(place, 'a')]],
	);
	assert.equal((await place.xtui(['restore', id, '--yes'])).code, 0);
	assert.equal((await place.list('runs'))[0]!.status, 'failed');
	assert.equal((await place.xtui(['delete', id, '--yes'])).code, 0);
	assert.deepEqual(hidden(trash), [], 'what was left of the first one is gone');
	assert.equal(readFileSync(path.join(trash, 'a', '39.ckpt'))[0], 39);
	assert.equal(existsSync(at(place, 'a')), false);
	mkdirSync(at(place, 'a'));
	assert.equal((await place.xtui(['restore', id, '--yes'])).code, 0);
	assert.deepEqual(
		(await place.list('runs')).map(run => [run.id, run.path]),
		[[id, at(place, 'a-2')]],
	);
});

test('a run for whose record there is no room leaves nothing behind', async context => {
	const place = makePlace(context);
	if (!mountSmall(context, place, at(place), megabyte)) return;
	const {bsize, bavail} = statfsSync(at(place));
	writeFileSync(at(place, 'filler'), Buffer.alloc(bsize * bavail));
	const {code, stderr} = await place.xtui(['run', '--name', 'a', '--', 'true']);
	assert.equal(code, 1);
	assert.match(stderr, /cannot make a run in .*: no space left on the disk; make room and do it again; nothing was started/);
	assert.deepEqual(readdirSync(at(place)), ['filler']);
});
