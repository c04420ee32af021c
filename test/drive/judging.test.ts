import assert from 'node:assert/strict';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {runCommand} from './run-command.ts';
import {makeStage, type Stage} from './story.ts';

/** A sweep as Lightning leaves it: settings in hparams.yaml, a loss that only the learning rate decides over. */
function makeSweep(stage: Stage): void {
	for (const [at, lr] of [0.1, 0.03, 0.01, 0.003, 0.001, 0.0003].entries()) {
		for (const seed of [0, 1]) {
			const dir = `lr${lr}-s${seed}`;
			stage.csv(dir, [3, 1 + at + seed / 10]);
			stage.write(dir, 'hparams.yaml', `lr: ${lr}\nseed: ${seed}\nwidth: ${[64, 128, 32][at % 3]}\n`);
		}
	}
	stage.csv('broken', [Number.NaN]);
}

test('best --all ranks every run, repetitions as one where asked, and says why a run has no place', context => {
	const stage = makeStage(context);
	makeSweep(stage);
	const {status, stdout, stderr} = runCommand(['best', 'loss', stage.root, '--all', '--seeds', '--json']);
	assert.equal(status, 0, stderr);
	const answer = JSON.parse(stdout) as {
		compared: number;
		best: {place: number; value: number; deviation: number; run: {name: string}; repetitions: {name: string}[]}[];
		unranked: {name: string; why: string}[];
	};
	assert.equal(answer.compared, 12);
	assert.deepEqual(
		answer.best.map(({place, run, repetitions}) => [place, run.name, repetitions.map(({name}) => name)]).slice(0, 2),
		[
			[1, 'lr0.1-s0', ['lr0.1-s1']],
			[2, 'lr0.03-s0', ['lr0.03-s1']],
		],
	);
	assert.deepEqual(
		answer.unranked.map(({name, why}) => [name, why]),
		[['broken', 'its only loss is NaN']],
	);
	const lines = runCommand(['best', 'loss', stage.root, '--all']).stdout.trimEnd().split('\n');
	assert.match(lines[0]!, /#\s+RUN\s+VALUE\s+STEP\s+LAST\s+TO FIRST\s+lr/);
	assert.match(lines[1]!, /^ *1\s+lr0\.1-s0/);
	assert.match(lines.at(-1)!, /broken\s+its only loss is NaN/);
});

test('importance names the setting that decides, how, and from how many experiments', context => {
	const stage = makeStage(context);
	makeSweep(stage);
	const {status, stdout, stderr} = runCommand(['importance', 'loss.last', stage.root]);
	assert.equal(status, 0, stderr);
	assert.match(stdout, /^lr\s+100 %\s+chance \d\.\d %\s+matters\s+higher lr -> lower loss/m);
	assert.match(stderr, /6 experiments \(12 runs\)/);
	assert.match(stderr, /not looked at: seed: repeats/);
	const {settings} = JSON.parse(runCommand(['importance', 'loss.last', stage.root, '--json']).stdout) as {
		settings: {key: string; share: number; certainty: string}[];
	};
	assert.deepEqual(
		settings.map(({key, certainty}) => [key, certainty]),
		[
			['lr', 'clear'],
			['width', 'none'],
		],
	);
	assert.equal(runCommand(['importance', 'loss', stage.root, 'lr>0.01']).status, 1);
});

test('report writes one whole file, and never over another one unless told to', context => {
	const stage = makeStage(context);
	makeSweep(stage);
	const file = path.join(stage.root, 'out.html');
	const words = ['report', stage.root, 'lr>0.001', '-o', file, '--title', 'The sweep'];
	const first = runCommand(words);
	assert.equal(first.status, 0, first.stderr);
	const html = readFileSync(file, 'utf8');
	assert.match(html, /<h1>The sweep<\/h1>/);
	assert.match(html, /lr&gt;0\.001/);
	assert.match(html, /<\/html>\n$/);
	writeFileSync(file, 'mine');
	const second = runCommand(words);
	assert.deepEqual([second.status, readFileSync(file, 'utf8')], [1, 'mine']);
	assert.match(second.stderr, /out\.html is there already .* --force/);
	assert.equal(runCommand([...words, '--force']).status, 0);
	assert.match(readFileSync(file, 'utf8'), /The sweep/);
	assert.deepEqual(
		readdirSync(stage.root).filter(name => name.startsWith('.')),
		[],
	);
	assert.equal(runCommand(['report', stage.root, '-o', 'out.pdf']).status, 2);
	const missing = runCommand(['report', stage.root, '-o', path.join(stage.root, 'no', 'where.md')]);
	assert.equal(missing.status, 1);
	assert.match(missing.stderr, /cannot write .*where\.md/);
	const {stdout} = runCommand(['report', stage.root, '--metric', 'loss.last']);
	assert.match(stdout, /^# Runs of /);
	assert.match(stdout, /## Best by loss\n\nLast value of each run; lower is better/);
	assert.equal(runCommand(['report', stage.root, '--metric', 'accuracy']).status, 1);
});

test('a person ranks a sweep, sees what decides, filters, and has a report written that never replaces a file', async context => {
	const stage = makeStage(context);
	makeSweep(stage);
	const drive = stage.open([stage.root], {cwd: stage.root, cols: 110, rows: 34});
	await drive.waitFor('13 runs');
	drive.press('g', 'r');
	await drive.waitFor(
		screen => screen.some(line => /1 +lr0\.1-s0 +1 /.test(line)) && screen.some(line => /higher lr → lower loss/.test(line)),
	);
	drive.press('t');
	await drive.waitFor(/1 +lr0\.1-s0 +2 +1\.05 ± 0\.07/);
	drive.press('y', 'r');
	await drive.waitFor('Report into');
	drive.press('ctrl-u', 'r.md', 'enter');
	await drive.waitFor('Report written');
	const report = readFileSync(path.join(stage.root, 'r.md'), 'utf8');
	assert.match(report, /## Best by loss/);
	assert.match(report, /lr0\.1-s0 and 1 other/);
	writeFileSync(path.join(stage.root, 'r.md'), 'mine');
	drive.press('y', 'r');
	await drive.waitFor('Report into');
	drive.press('ctrl-u', 'r.md', 'enter');
	await drive.waitFor('it is there already');
	assert.equal(readFileSync(path.join(stage.root, 'r.md'), 'utf8'), 'mine');
	drive.press('escape', 'q');
	assert.equal((await drive.exit).code, 0);
});

/** A journal of Optuna with one study of each kind, each with these values. */
function makeStudies(stage: Stage): void {
	const lines = [1, 2].flatMap((direction, study_id) => [
		{op_code: 0, study_name: direction === 1 ? 'err' : 'acc', directions: [direction]},
		...[0.9, 0.1, 0.5].flatMap((value, at) => [
			{op_code: 4, study_id, datetime_start: '2026-11-21T10:00:00.000000+00:00'},
			{op_code: 6, trial_id: study_id * 3 + at, state: 1, values: [value], datetime_complete: '2026-11-21T10:00:05.000000+00:00'},
		]),
	]);
	const journal = lines.map(({op_code, ...line}) => `${JSON.stringify({op_code, worker_id: 'a-1', ...line})}\n`).join('');
	stage.write('optuna', 'journal.log', journal);
}

test('which way is better is asked where trackers contradict each other, and is that of the runs that are judged', context => {
	const stage = makeStage(context);
	makeStudies(stage);
	const both = runCommand(['best', 'objective', stage.root]);
	assert.equal(both.status, 2);
	assert.match(
		both.stderr,
		/contradict each other whether objective is better low or high; name runs of one kind, or say --goal/,
	);
	const bestOf = (query: string, ...flags: string[]) => {
		const {best} = JSON.parse(runCommand(['best', 'objective', stage.root, query, '--json', ...flags]).stdout);
		return (best as {value: number}[]).map(({value}) => value);
	};
	assert.deepEqual([bestOf('id:err/*'), bestOf('id:acc/*'), bestOf('', '--goal=min')[0]], [[0.1], [0.9], 0.1]);
	assert.doesNotMatch(runCommand(['compare', 'err/1', 'acc/0', stage.root]).stdout, /worse|better/);
});
