import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {after, test} from 'node:test';
import {tagsOf} from '../../../source/formats/flexlock/places/git-tags.ts';
import {readCommit, repositoryOf} from '../../../source/formats/git/git-store.ts';
import {nodeFiles} from '../../../source/io/files.ts';

const root = mkdtempSync(path.join(tmpdir(), 'git-store-'));
after(() => rmSync(root, {recursive: true}));
const isolated = {
	GIT_CONFIG_GLOBAL: '/dev/null',
	GIT_CONFIG_NOSYSTEM: '1',
	GIT_AUTHOR_DATE: '1795233229 +0200',
	GIT_COMMITTER_DATE: '1795233229 +0200',
};
const git = (cwd: string, ...words: string[]) =>
	execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...words], {
		cwd,
		env: {...process.env, ...isolated},
		encoding: 'utf8',
	}).trim();

/** A repository with a commit and, as `flexlock tag` makes them, a tag for each of the runs. */
function repository(name: string, runs: readonly string[], ...options: string[]): {directory: string; hashes: string[]} {
	const directory = path.join(root, name);
	mkdirSync(directory);
	git(directory, 'init', '-q', ...options);
	git(directory, 'commit', '-q', '--allow-empty', '-m', 'first');
	const tree = git(directory, 'rev-parse', 'HEAD^{tree}');
	const hashes = runs.map(run => {
		const words = Array.from({length: 80}, (_, index) => `${index * 7919}`).join(' ');
		const message = `FlexLock Tag: ${run}\nPath: ${directory}/results/${run}\nTagged: now\n\n${words}\n`;
		const hash = git(directory, 'commit-tree', tree, '-p', 'HEAD', '-m', message);
		git(directory, 'update-ref', `refs/flexlock/tags/best-${run}`, hash);
		return hash;
	});
	return {directory, hashes};
}

const runs = Array.from({length: 12}, (_, index) => `train_${index}`);

for (const options of [[], ['--object-format=sha256']])
	test(`tags are found whose commits git has packed, ${options[0] ?? 'by default'}`, () => {
		const {directory, hashes} = repository(`packed${options.length}`, runs, ...options);
		git(directory, 'gc', '-q', '--aggressive', '--prune=now');
		assert.ok(!existsSync(`${directory}/.git/objects/${hashes[0]!.slice(0, 2)}/${hashes[0]!.slice(2)}`));
		const pack = readdirSync(`${directory}/.git/objects/pack`).find(name => name.endsWith('.pack'))!;
		assert.match(
			git(directory, 'verify-pack', '-v', `.git/objects/pack/${pack}`),
			/^chain length = /m,
			'some are kept by how they differ',
		);
		const place = repositoryOf(nodeFiles, `${directory}/results/train_3`)!;
		for (const hash of hashes)
			assert.equal(readCommit(nodeFiles, place, hash)?.message.trimEnd(), git(directory, 'log', '-1', '--format=%B', hash));
		assert.deepEqual(tagsOf(nodeFiles, `${directory}/results/train_3`, []), ['best-train_3']);
		assert.equal(
			readCommit(
				nodeFiles,
				place,
				hashes[0]!.replace(/^./, digit => (digit === '0' ? '1' : '0')),
			),
			null,
		);
	});

test('tags are found whose commits another repository holds', () => {
	const {directory, hashes} = repository('lender', runs.slice(0, 2));
	git(directory, 'gc', '-q', '--prune=now');
	const tag = (name: string, store: string) => {
		const borrower = path.join(root, name);
		mkdirSync(borrower);
		git(borrower, 'init', '-q');
		writeFileSync(`${borrower}/.git/objects/info/alternates`, `# of another\n${store}\n`);
		git(borrower, 'update-ref', 'refs/flexlock/tags/best', hashes[1]!);
		return tagsOf(nodeFiles, `${borrower}/results/train_1`, [directory]);
	};
	assert.deepEqual(tag('borrower', `${directory}/.git/objects`), ['best']);
	assert.deepEqual(tag('second', '../../../borrower/.git/objects'), ['best'], 'by a path of its own, and further on');
	writeFileSync(`${root}/borrower/.git/objects/info/alternates`, '../../../second/.git/objects\n');
	const place = repositoryOf(nodeFiles, `${root}/second`)!;
	assert.equal(readCommit(nodeFiles, place, hashes[1]!), null, 'round in a circle');
});

test('a pack that is cut or damaged gives no tags, and never throws', () => {
	const {directory, hashes} = repository('damaged', runs);
	git(directory, 'gc', '-q', '--aggressive', '--prune=now');
	const folder = `${directory}/.git/objects/pack`;
	execFileSync('chmod', ['-R', 'u+w', folder]);
	const place = repositoryOf(nodeFiles, directory)!;
	for (const name of readdirSync(folder)) {
		const whole = readFileSync(`${folder}/${name}`);
		for (let bytes = 0; bytes < whole.length; bytes += 97) {
			writeFileSync(`${folder}/${name}`, whole.subarray(0, bytes));
			readCommit(nodeFiles, place, hashes[5]!);
			const changed = Buffer.from(whole);
			changed.fill(0xff, bytes, bytes + 5);
			writeFileSync(`${folder}/${name}`, changed);
			for (const hash of hashes.slice(0, 3)) readCommit(nodeFiles, place, hash);
		}
		writeFileSync(`${folder}/${name}`, whole);
	}
	assert.notEqual(readCommit(nodeFiles, place, hashes[5]!), null);
});

test('runs of a repository, of another work tree of it, and of a copy have the tags that they were given', () => {
	const {directory} = repository('places', ['train', 'copy/results/train']);
	const tags = (run: string, roots: string[] = []) => tagsOf(nodeFiles, `${directory}/${run}`, roots);
	for (const run of ['results/train', 'results/copy/results/train', 'results/train_copy'])
		mkdirSync(`${directory}/${run}`, {recursive: true});
	assert.deepEqual(tags('results/train'), ['best-train']);
	assert.deepEqual(tags('results/copy/results/train'), ['best-copy/results/train']);
	assert.deepEqual(tags('results/train_copy'), []);
	git(directory, 'worktree', 'add', '-q', `${root}/beside`);
	mkdirSync(`${root}/beside/results/train`, {recursive: true});
	assert.deepEqual(tagsOf(nodeFiles, `${root}/beside/results/train`, []), [], 'the one that was tagged is still in its own');
	assert.deepEqual(tagsOf(nodeFiles, `${directory}/results/train`, []), ['best-train']);
	execFileSync('cp', ['-r', directory, `${root}/copied`]);
	for (const roots of [[], [directory]]) {
		assert.deepEqual(tagsOf(nodeFiles, `${root}/copied/results/train`, roots), ['best-train']);
		assert.deepEqual(tagsOf(nodeFiles, `${root}/copied/results/copy/results/train`, roots), ['best-copy/results/train']);
	}
	assert.equal(repositoryOf(nodeFiles, tmpdir()), null);
});
