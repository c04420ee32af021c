import assert from 'node:assert/strict';
import {cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {guild} from '../../../../source/formats/guild/index.ts';
import {Lineage} from '../../../../source/formats/guild/lineage.ts';
import {nodeFiles} from '../../../../source/io/files.ts';
import {tfrecords} from '../../../encodings/tfrecord-writer.ts';
import {Collected, readAll} from '../../collect.ts';
import {MemoryFiles} from '../../memory-files.ts';
import {scalar} from '../../tfevents/events.ts';
import {makeRun, openRun} from '../home.ts';

const eventFile = 'events.out.tfevents.1760000000.vm.1.0';

function read(directory: string) {
	const [claim] = guild.detect({path: directory, entries: nodeFiles.list(directory) ?? []}, nodeFiles);
	const collected = new Collected();
	readAll(guild.open(claim!, nodeFiles), collected);
	return collected.only;
}

test('steps of a pipeline that was deleted still have it as their parent', t => {
	const home = mkdtempSync(path.join(os.tmpdir(), 'xtui-guild-'));
	t.after(() => rmSync(home, {recursive: true, force: true}));
	const [pipeline, step] = [path.join(home, 'trash/runs', 'a'.repeat(32)), path.join(home, 'runs', 'b'.repeat(32))];
	for (const directory of [pipeline, step]) {
		mkdirSync(path.join(directory, '.guild/attrs'), {recursive: true});
		writeFileSync(path.join(directory, '.guild/opref'), "script:/p '' '' train.py");
	}
	writeFileSync(path.join(pipeline, '.guild/attrs/cmd'), '- python\n- -um\n- guild.steps_main\n');
	symlinkSync(`../${'b'.repeat(32)}`, path.join(pipeline, 'train'));
	assert.equal(read(pipeline).learnt.outcome?.status, 'deleted');
	assert.equal(read(step).learnt.parent, 'a'.repeat(32));
});

test('a run that two others have links to keeps its parent when one of them is read again', () => {
	const lineage = new Lineage(new MemoryFiles(), '/g');
	const heard: string[] = [];
	lineage.listen('child', '/g/runs/child', parent => heard.push(parent));
	for (const parent of ['first', 'second', 'first', 'second']) lineage.announce(parent, ['child']);
	assert.deepEqual(heard, ['first', 'second']);
	assert.equal(lineage.parentOf('child'), 'second');
});

test('real links are followed to runs, and nowhere else', t => {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-guild-'));
	t.after(() => rmSync(root, {recursive: true, force: true}));
	const home = path.join(root, 'home');
	cpSync(path.resolve('test/fixtures/guild/home/runs'), path.join(home, 'runs'), {recursive: true});
	const run = path.join(home, 'runs', '8d6a12ccd29c4752b773a71646739698');
	const batch = path.join(home, 'runs', 'ffffffffffffffffffffffffffffffff');
	const events = tfrecords(scalar(1.76e9, 1, 'outside', 1));
	for (const directory of [path.join(root, 'data'), path.join(run, 'logs')]) {
		mkdirSync(directory, {recursive: true});
		writeFileSync(path.join(directory, eventFile), events);
	}
	symlinkSync(path.join(root, 'data'), path.join(run, 'data'));
	symlinkSync('.', path.join(run, 'round'));
	symlinkSync('logs', path.join(run, 'latest'));
	mkdirSync(path.join(batch, '.guild/proto/.guild'), {recursive: true});
	writeFileSync(path.join(batch, '.guild/opref'), "builtin:guildai 0.9.0 '' +");
	writeFileSync(path.join(batch, '.guild/proto/.guild/opref'), "script:/p '' '' train.py");
	for (const trial of ['8d6a12ccd29c4752b773a71646739698', 'ff278f0fec2e428dae00045ee5a31162'])
		symlinkSync(`../${trial}`, path.join(batch, trial));
	symlinkSync('../00000000000000000000000000000000', path.join(batch, '00000000000000000000000000000000'));

	assert.deepEqual([...read(run).metrics.keys()].sort(), ['acc', 'logs#outside', 'loss']);
	const names = [...read(batch).metrics.keys()];
	assert.equal(names.length, 5);
	assert.ok(names.includes('8d6a12ccd29c4752b773a71646739698/.guild#loss'));
	assert.ok(names.includes('8d6a12ccd29c4752b773a71646739698/logs#outside'));
	assert.equal(read(run).learnt.parent, 'f'.repeat(32));
	assert.equal(read(path.join(home, 'runs', 'ff278f0fec2e428dae00045ee5a31162')).learnt.parent, 'f'.repeat(32));
});

test('what a batch or a pipeline repeats of its runs is told to be theirs; what none of them has is its own', () => {
	const [pipeline, step, gone] = ['b', 'a', 'd'].map(letter => letter.repeat(32));
	const echoesOf = (link: string): [string, boolean | undefined][] => {
		const {files} = makeRun({});
		const write = (id: string, tags: string[], own: Record<string, string>) => {
			const points = tags.map(tag => scalar(1.76e9, 1, tag, 0.5));
			files.write(`/g/runs/${id}/.guild/${eventFile}`, tfrecords(...points));
			for (const [name, content] of Object.entries(own)) files.write(`/g/runs/${id}/.guild/${name}`, content);
		};
		write(step!, ['loss'], {opref: "script:/p '' '' train.py"});
		const cmd = '- python\n- -um\n- guild.steps_main\n';
		write(pipeline!, ['loss', 'total', 'sys/load'], {opref: "guildfile:/p 'x' '' pipe", 'attrs/cmd': cmd});
		files.write(`/g/runs/${pipeline}/train`, `../${step}`);
		files.write(`/g/runs/${pipeline}/second`, `../${link}`);
		const collected = new Collected();
		readAll(openRun(files, `/g/runs/${pipeline}`), collected);
		return ['loss', 'total', 'sys/load'].map(name => [name, collected.only.defined.get(name)?.isEcho]);
	};
	assert.deepEqual(echoesOf(step!), [
		['loss', true],
		['total', false],
		['sys/load', undefined],
	]);
	assert.deepEqual(echoesOf(gone!).slice(0, 2), [
		['loss', true],
		['total', true],
	]);
});

test('a run that lies in the trash once more is told its parent in both places', () => {
	const [id, batch] = ['a'.repeat(32), 'b'.repeat(32)];
	const {files} = makeRun({});
	for (const place of ['runs', 'trash/runs']) files.write(`/g/${place}/${id}/.guild/opref`, "script:/p '' '' train.py");
	files.write(`/g/runs/${batch}/.guild/opref`, "builtin:guildai 0.9.0 '' +");
	files.write(`/g/runs/${batch}/.guild/proto/.guild/opref`, "script:/p '' '' train.py");
	files.write(`/g/runs/${batch}/${id}`, `../${id}`);
	const readings = [`/g/runs/${id}`, `/g/trash/runs/${id}`, `/g/runs/${batch}`].map(path => {
		const collected = new Collected();
		readAll(openRun(files, path), collected);
		return collected.only;
	});
	assert.deepEqual(
		readings.map(({learnt}) => learnt.parent),
		[batch, batch, null],
	);
});
