import assert from 'node:assert/strict';
import {cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {readProcess} from '../../source/io/processes/processes.ts';
import {killGroup, makePlace} from './program.ts';

const newId = '00112233445566778899aabbccddeeff';
/** Stands for Guild: makes a run as its release does, says that it was made from another, and lives until it is signalled. */
const fakeGuild = `#!${process.execPath}
const {cpSync, writeFileSync} = require('node:fs');
const [, home, , , from] = process.argv.slice(2);
const attrs = home + '/runs/${newId}/.guild/attrs';
cpSync(home + '/runs/' + from, home + '/runs/${newId}', {recursive: true});
const said = {id: '${newId}', host: require('node:os').hostname(), started: Date.now() * 1000, run_params: 'opspec: null\\nproto: ' + from + '\\nquiet: false\\n'};
for (const [name, value] of Object.entries(said)) writeFileSync(attrs + '/' + name, String(value));
for (const name of ['exit_status', 'stopped']) require('node:fs').rmSync(attrs + '/' + name, {force: true});
writeFileSync(home + '/runs/${newId}/.guild/LOCK', String(process.pid));
setInterval(() => {}, 1000);
`;

test('a run that Guild started again is known, and undo stops it and puts it into the trash of Guild', async context => {
	const place = makePlace(context);
	cpSync(path.resolve('test/fixtures/guild'), path.join(place.root, 'runs'), {recursive: true});
	const bin = path.join(place.root, 'bin');
	mkdirSync(bin);
	writeFileSync(path.join(bin, 'guild'), fakeGuild, {mode: 0o755});
	const env = {PATH: `${bin}${path.delimiter}${process.env.PATH}`};
	const old = (await place.list('runs')).find(run => run.name === 'train.py' && run.status === 'finished')!;
	const home = path.dirname(path.dirname(String(old.path)));
	const {code, stdout, stderr} = await place.xtui(['restart', String(old.path), '--yes'], env);
	assert.equal(code, 0, stderr);
	const pid = Number(new RegExp(`started by its tracker as ${newId}, pid (\\d+)`).exec(stdout)![1]);
	context.after(() => killGroup(pid));
	const at = path.join(home, 'runs', newId);
	const shown = await place.xtui(['undo', at, '--dry-run']);
	assert.match(
		shown.stdout,
		new RegExp(`signals SIGINT[^\\n]*to process group ${pid}[\\s\\S]*moves +${at} to ${home}/trash/runs/`),
	);
	const undone = await place.xtui(['undo', at]);
	assert.equal(undone.code, 0, undone.stderr);
	assert.deepEqual([existsSync(at), readdirSync(path.join(home, 'trash/runs')).includes(newId)], [false, true]);
	assert.match(readProcess(pid)?.state ?? 'Z', /Z/, 'it was stopped');
	const inPlace = await place.xtui(['restart', String(old.path), '--in-place', '--dry-run'], env);
	assert.match(inPlace.stdout, /note +undo cannot take this back/);
});

test('what Guild says before it fails is told whole', async context => {
	const place = makePlace(context);
	cpSync(path.resolve('test/fixtures/guild'), path.join(place.root, 'runs'), {recursive: true});
	const bin = path.join(place.root, 'bin');
	mkdirSync(bin);
	const said = "guild: cannot find definition for operation 'train'\\nThis is required when setting flags";
	writeFileSync(path.join(bin, 'guild'), `#!/bin/sh\nprintf "${said}\\n"\nexit 1\n`, {mode: 0o755});
	const old = (await place.list('runs')).find(run => run.name === 'train.py' && run.status === 'finished')!;
	const env = {PATH: `${bin}${path.delimiter}${process.env.PATH}`};
	const {code, stderr} = await place.xtui(['restart', String(old.path), '--yes'], env);
	assert.notEqual(code, 0);
	assert.match(
		stderr,
		/guild ended with 1: guild: cannot find definition for operation 'train' This is required when setting flags$/m,
	);
});

/** Stands for Guild: makes a run whose program fails at once, or one that it does not come to start. */
const failing = (starts: boolean) => `#!${process.execPath}
const {mkdirSync, writeFileSync} = require('node:fs');
const [, home, , , from] = process.argv.slice(2);
const own = home + '/runs/${newId}/.guild';
mkdirSync(own + '/attrs', {recursive: true});
const said = {id: '${newId}', run_params: 'opspec: null\\nproto: ' + from + '\\nquiet: false\\n'};
if (${starts}) Object.assign(said, {started: '1795819737779958', exit_status: '1'});
for (const [name, value] of Object.entries(said)) writeFileSync(own + '/attrs/' + name, value);
writeFileSync(own + '/opref', "script:/p '' '' train.py");
console.log('ValueError: no data');
process.exit(1);
`;

test('a run that Guild made and that failed at once was started, and undo knows it', async context => {
	const place = makePlace(context);
	cpSync(path.resolve('test/fixtures/guild'), path.join(place.root, 'runs'), {recursive: true});
	const bin = path.join(place.root, 'bin');
	mkdirSync(bin);
	const env = {PATH: `${bin}${path.delimiter}${process.env.PATH}`};
	const old = (await place.list('runs')).find(run => run.name === 'train.py' && run.status === 'finished')!;
	const at = path.join(path.dirname(String(old.path)), newId);
	writeFileSync(path.join(bin, 'guild'), failing(false), {mode: 0o755});
	const unstarted = await place.xtui(['restart', String(old.path), '--yes'], env);
	assert.notEqual(unstarted.code, 0);
	assert.match(
		unstarted.stderr,
		new RegExp(`guild ended with 1: ValueError: no data; it has made ${newId} for that, and not started`),
	);
	rmSync(at, {recursive: true});
	writeFileSync(path.join(bin, 'guild'), failing(true), {mode: 0o755});
	const {code, stdout, stderr} = await place.xtui(['restart', String(old.path), '--yes'], env);
	assert.equal(code, 0, stderr);
	const told = `started by its tracker as ${newId}, pid \\d+; the run has failed since: guild ended with 1: ValueError: no data`;
	assert.match(stdout, new RegExp(told));
	const undone = await place.xtui(['undo', at]);
	assert.equal(undone.code, 0, undone.stderr);
	assert.equal(existsSync(at), false);
});

/** Stands for Guild: starts what it has prepared as its release does, in place, and ends. */
const starter = `#!${process.execPath}
const {appendFileSync, rmSync, writeFileSync} = require('node:fs');
const [, home, command, option, id, answer] = process.argv.slice(2);
const own = home + '/runs/' + id + '/.guild';
rmSync(own + '/STAGED');
writeFileSync(own + '/attrs/exit_status', '0');
writeFileSync(own + '/output', [command, option, answer, process.cwd()].join(' '));
`;

test('a run that Guild has only prepared is started by it in the same directory', async context => {
	const place = makePlace(context);
	const project = path.join(place.root, 'project');
	const run = path.join(place.root, 'home/runs', newId);
	mkdirSync(path.join(run, '.guild/attrs'), {recursive: true});
	mkdirSync(project);
	const own = {STAGED: '', opref: `script:'${project}' '' '' train.py`, 'attrs/id': newId, 'attrs/flags': 'lr: 0.1\n'};
	for (const [name, text] of Object.entries(own)) writeFileSync(path.join(run, '.guild', name), text);
	const bin = path.join(place.root, 'bin');
	mkdirSync(bin);
	writeFileSync(path.join(bin, 'guild'), starter, {mode: 0o755});
	const env = {PATH: `${bin}${path.delimiter}${process.env.PATH}`};
	const shown = await place.xtui(['restart', run, '--dry-run'], env);
	assert.match(shown.stdout, /note +Guild starts what it has prepared, in the run's own directory/);
	assert.match(shown.stdout, /note +undo cannot take this back/);
	assert.ok(existsSync(path.join(run, '.guild/STAGED')));
	const {code, stdout, stderr} = await place.xtui(['restart', run, '--yes'], env);
	assert.equal(code, 0, stderr);
	assert.match(stdout, /started by its tracker as pid \d+$/m);
	assert.equal(readFileSync(path.join(run, '.guild/output'), 'utf8'), `run --start -y ${project}`);
	assert.deepEqual(readdirSync(path.dirname(run)), [newId], 'there is no new run');
	assert.equal((await place.list('home'))[0]!.status, 'finished');
});
