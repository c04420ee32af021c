import assert from 'node:assert/strict';
import {test} from 'node:test';
import {momentOfText} from '../../../source/encodings/text/moments.ts';
import {hydra} from '../../../source/formats/hydra/index.ts';
import {MemoryFiles} from '../memory-files.ts';

const begunMs = momentOfText('2026-11-27 13:34:13,612');
const line = (second: string): string => `[2026-11-27 13:34:${second}][__main__][INFO] - epoch 0 loss 1.0\n`;
const trace = 'Traceback (most recent call last):\n  File "app.py", line 1, in main\nValueError: too big\n';

/** A project whose directory is that of a job, beside those of others. */
function makeProject(): MemoryFiles {
	const files = new MemoryFiles();
	files.nowMs = begunMs - 100;
	files
		.write('/p/app.py', '')
		.write('/p/outputs/a/.hydra/config.yaml', 'x: 1\n')
		.write('/p/.hydra/config.yaml', 'x: 3\n')
		.write('/p/.hydra/overrides.yaml', '[]\n')
		.write('/p/.hydra/hydra.yaml', "hydra:\n  mode: RUN\n  job:\n    chdir: null\n    name: 'app'\n  runtime:\n    cwd: /p\n")
		.write('/p/app.log', line('13,612') + line('14,100'));
	return files;
}
const claimOf = (files: MemoryFiles) => hydra.detect({path: '/p', entries: files.list('/p')}, files)[0]!;
const taken = (files: MemoryFiles) => claimOf(files).files.filter(file => !file.includes('/.hydra/'));

test('texts whose times end before the job began are none of its own, also where a copy has made them new', () => {
	const files = makeProject();
	assert.equal(claimOf(files).ownsFiles, undefined);
	files
		.write('/p/fail.txt', line('12,310') + trace)
		.write('/p/console.txt', `Loading\n${line('13,612')}${line('14,100')}${trace}`);
	assert.deepEqual(taken(files), ['/p/fail.txt']);
	assert.equal(claimOf(files).ownsFiles, true);
	files.append('/p/fail.txt', line('15,000'));
	assert.deepEqual(taken(files), [], 'somebody wrote on');
});

test('of texts without times those of their files count, unless a copy may have made these', () => {
	const files = makeProject();
	files.nowMs = begunMs - 60_000;
	files.write('/p/old.txt', trace);
	files.nowMs = begunMs + 60_000;
	files.write('/p/own.txt', trace);
	assert.deepEqual(taken(files), ['/p/old.txt']);
	files.nowMs = begunMs + 400_000;
	files.write('/p/.hydra/hydra.yaml', files.readWhole('/p/.hydra/hydra.yaml', 1e6)!);
	assert.deepEqual(taken(files), []);
});

test('a job without a log of its own tells nothing of what lies beside it', () => {
	const files = makeProject().remove('/p/app.log').write('/p/fail.txt', line('12,310')).write('/p/more.txt', line('11,310'));
	assert.deepEqual(taken(files), []);
});

test('folders of event files that were opened while the job went on are its, where other runs lie beside them', () => {
	const nameAt = (ms: number) => `events.out.tfevents.${Math.floor(ms / 1000)}.node1`;
	const files = makeProject()
		.write(`/p/tb/${nameAt(begunMs)}`, '')
		.write(`/p/other/${nameAt(begunMs - 3_600_000)}`, '')
		.write(`/p/later/${nameAt(begunMs + 3_600_000)}`, '');
	const {ownsSubtree, partFolders} = claimOf(files);
	assert.equal(ownsSubtree, false);
	assert.deepEqual(partFolders, ['tb']);
});
