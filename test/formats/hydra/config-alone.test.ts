import assert from 'node:assert/strict';
import {test} from 'node:test';
import {hydra} from '../../../source/formats/hydra/index.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow} from '../read-tree.ts';

test('where a copy lost what tells a job’s log for its own, that is said, and of a config that was kept alone nothing', () => {
	const problems = (log: string) => {
		const files = new MemoryFiles().write('/o/.hydra/config.yaml', 'a: 1\n').write('/o/app.log', log);
		return follow(hydra, files, '/o').run.problems;
	};
	const message =
		"Holds config.yaml alone: without hydra.yaml and overrides.yaml nothing tells that app.log is the job's log, its name and its command";
	assert.deepEqual(problems('[2026-11-28 12:48:39,547][__main__][INFO] - begin\n'), [
		{file: '/o/.hydra', message, isWarning: true},
	]);
	assert.deepEqual(problems('epoch 1 loss 0.5\n'), []);
});
