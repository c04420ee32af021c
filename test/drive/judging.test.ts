import assert from 'node:assert/strict';
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
	assert.match(stderr, /not looked at: seed: a seed/);
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
