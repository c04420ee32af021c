import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {scanOnce} from '../../source/engine/headless.ts';
import {keptOf} from '../../source/engine/kept-of.ts';
import {formats} from '../../source/formats/index.ts';
import {readCondaFile, readRequirements} from '../../source/formats/kept.ts';
import {nodeFiles} from '../../source/io/files.ts';

function makeFiles(context: TestContext, files: Record<string, string>): string {
	const top = mkdtempSync(path.join(os.tmpdir(), 'xtui-kept-'));
	context.after(() => rmSync(top, {recursive: true, force: true}));
	for (const [name, text] of Object.entries(files)) {
		mkdirSync(path.dirname(path.join(top, name)), {recursive: true});
		writeFileSync(path.join(top, name), text);
	}
	return top;
}

/** What the only run below a directory kept, with the texts of its sources. */
function readKept(top: string) {
	const engine = scanOnce([top], nodeFiles, formats);
	const [run] = engine.registry.runs.values();
	assert.equal(engine.registry.runs.size, 1);
	const kept = keptOf(engine.registry, run!);
	const sources = Object.fromEntries([...kept.sources].map(([name, copy]) => [name, readFileSync(copy, 'utf8')]));
	return {...kept, sources, patch: kept.patch === null ? null : path.relative(top, kept.patch)};
}

test('versions are read from all forms of pip freeze', () => {
	const lines = [
		'torch==2.4.1+cu121',
		'Typing_Extensions == 4.0 ; python_version < "3.9"',
		'numpy[x]==1.26  # pinned',
		'mine @ file:///a/b',
	];
	assert.deepEqual(readRequirements([...lines, '-e git+https://h/r@abc#egg=my_pkg', '# a comment', 'unpinned>=1', '']), {
		torch: '2.4.1+cu121',
		'typing-extensions': '4.0',
		numpy: '1.26',
		mine: 'file:///a/b',
		'my-pkg': 'git+https://h/r@abc',
	});
});

test('a conda environment names its own packages and those of pip', context => {
	const yaml =
		'name: x\ndependencies:\n  - python=3.11.4=h7a1cb2a_0\n  - conda-forge::numpy=1.26.4\n  - pip:\n    - torch==2.4\n';
	const top = makeFiles(context, {'conda.yaml': yaml, 'damaged.yaml': 'dependencies: [a=1, {'});
	assert.deepEqual(readCondaFile(nodeFiles, path.join(top, 'conda.yaml')), {python: '3.11.4', numpy: '1.26.4', torch: '2.4'});
	assert.deepEqual(readCondaFile(nodeFiles, path.join(top, 'none.yaml')), {});
	assert.ok(readCondaFile(nodeFiles, path.join(top, 'damaged.yaml')));
});

test('a native run kept its copied source and its patch', context => {
	const top = makeFiles(context, {
		'r/xtui-run.json': '{"xtui": 1, "id": "r"}',
		'r/source/lib/a.py': 'a = 1\n',
		'r/source.patch': 'diff --git a/a b/a\n',
	});
	assert.deepEqual(readKept(top).sources, {'lib/a.py': 'a = 1\n'});
	assert.equal(readKept(top).patch, 'r/source.patch');
});

test('a wandb run kept its code, its patch and its versions', context => {
	const run = 'offline-run-20261121_003535-abcdefgh';
	const top = makeFiles(context, {
		[`${run}/run-abcdefgh.wandb`]: '',
		[`${run}/files/requirements.txt`]: 'wandb==0.18.7\n',
		[`${run}/files/conda-environment.yaml`]: 'dependencies:\n- python=3.11\n',
		[`${run}/files/code/train.py`]: 'x\n',
		[`${run}/files/diff.patch`]: 'diff --git a/a b/a\n',
	});
	const {sources, patch, packages} = readKept(top);
	assert.deepEqual(
		{sources, patch, packages},
		{
			sources: {'train.py': 'x\n'},
			patch: `${run}/files/diff.patch`,
			packages: {python: '3.11', wandb: '0.18.7'},
		},
	);
});

test('a Guild run kept what its manifest lists as source, under the names of the project', context => {
	const id = '0123456789abcdef0123456789abcdef';
	const at = (name: string) => `runs/${id}/${name}`;
	const top = makeFiles(context, {
		[at('.guild/opref')]: "script:/p '' '' train.py",
		[at('.guild/attrs/id')]: `${id}\n`,
		[at('.guild/attrs/pip_freeze')]: '- absl-py==2.3.1\n- torch==2.4\n',
		[at('.guild/manifest')]:
			`s train.py ${'a'.repeat(40)} src/train.py\nd data.csv ${'b'.repeat(40)} file:x\ns 'odd name.py' ${'c'.repeat(40)} 'odd name.py'\n`,
		[at('train.py')]: 't\n',
		[at('odd name.py')]: 'o\n',
	});
	const {sources, packages} = readKept(top);
	assert.deepEqual(sources, {'src/train.py': 't\n', 'odd name.py': 'o\n'});
	assert.deepEqual(packages, {'absl-py': '2.3.1', torch: '2.4'});
});

test('a Sacred run kept its versions, and its sources in the store beside it', context => {
	const digest = '0bc3bc9ff4312bacfe303d68182564aa';
	const record = {
		experiment: {sources: [{'py/tuple': ['train.py', digest]}, ['lib.py', '_sources/lib_x.py']], dependencies: ['numpy==2.4.6']},
		status: 'COMPLETED',
	};
	const top = makeFiles(context, {
		'runs/1/run.json': JSON.stringify(record),
		'runs/1/config.json': '{"seed": 1}',
		[`runs/_sources/train_${digest}.py`]: 't\n',
		'runs/_sources/lib_x.py': 'l\n',
	});
	const {sources, packages} = readKept(top);
	assert.deepEqual(sources, {'train.py': 't\n', 'lib.py': 'l\n'});
	assert.deepEqual(packages, {numpy: '2.4.6'});
});
