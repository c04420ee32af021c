import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {makeStage, type Stage} from './story.ts';

const repository = (stage: Stage) => {
	const git = (...words: string[]) =>
		execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...words], {cwd: stage.root, encoding: 'utf8'}).trim();
	git('init', '-q', '-b', 'main');
	return (text: string) => {
		writeFileSync(path.join(stage.root, 'train.py'), text);
		git('add', 'train.py');
		git('commit', '-q', '-m', 'x');
		return git('rev-parse', 'HEAD');
	};
};

/** A native run of a commit, with an output that tells its steps. */
function writeRun(stage: Stage, name: string, commit: string, steps: readonly number[]): string {
	const record = {
		xtui: 1,
		id: name,
		name,
		started_at: 1_700_000_000,
		command: {argv: ['python'], cwd: stage.root},
		git: {commit},
	};
	stage.write(name, 'xtui-run.json', JSON.stringify(record));
	stage.write(name, 'exit.json', '{"ended_at": 1700000100, "exit_code": 0}');
	stage.write(name, 'metrics.jsonl', steps.map(step => `{"step": ${step}, "loss": ${1 / (step + 1)}}\n`).join(''));
	return stage.write(name, 'output.log', steps.map(step => `step ${step} of ${name}\n`).join(''));
}

test('code and logs of two runs stand in panes that were divided by hand, and are there again at the next start', async context => {
	const stage = makeStage(context);
	const commit = repository(stage);
	writeRun(stage, 'first', commit('lr = 1\n'), [0, 1, 2]);
	const log = writeRun(stage, 'second', commit('lr = 2\n'), [1, 2, 3]);
	const drive = stage.open();
	await drive.waitFor(screen => screen.some(line => line.includes('2 runs')) && screen.some(line => /second.*0\.\d/.test(line)));
	drive.press('*', 'c');
	await drive.waitFor('2 What differs');
	drive.press('2', 'w', '/', 's', 'o', 'u', 'r', 'c', 'enter', 'enter');
	await drive.waitFor(
		screen => screen.some(line => /^ *[-+]lr = 1/.test(line)) && screen.some(line => /^ *[-+]lr = 2/.test(line)),
	);
	drive.press('_', '/', 'l', 'o', 'g', 's', 'enter', 'enter');
	await drive.waitFor(screen => screen.some(line => /2 +step 2 of (first|second) +step 2 of (first|second)/.test(line)));
	stage.append(log, 'step 4 of second\n');
	await drive.waitFor(/4 +(?:step 4 of second|.* step 4 of second)/);
	drive.press('q', 'q');
	assert.equal((await drive.exit).code, 0);
	const again = stage.open();
	await again.waitFor(screen => screen.some(line => /second.*0\.\d/.test(line)));
	again.press('*', 'c');
	await again.waitFor(screen => screen.some(line => /2 Source/.test(line)) && screen.some(line => /3 Logs/.test(line)));
	again.press('r', 'r');
	await again.waitFor('2 What differs');
});
