import assert from 'node:assert/strict';
import {test} from 'node:test';
import {textlogFormat} from '../../../../../source/formats/textlog/index.ts';
import {MemoryFiles} from '../../../memory-files.ts';
import {readLog} from '../../read-log.ts';
import {scan} from '../../scan-lines.ts';

const isRun = (content: string, name = 'output.log') => {
	const files = new MemoryFiles().write(`/runs/a/${name}`, content);
	return textlogFormat.detect({path: '/runs/a', entries: files.list('/runs/a')}, files).length === 1;
};

const extension = [
	'Building extension module cpu_adam...',
	'[1/4] /usr/local/cuda/bin/nvcc -DTORCH_EXTENSION_NAME=cpu_adam -D_GLIBCXX_USE_CXX11_ABI=0 -c /x/k.cu -o k.cuda.o ',
	'[2/4] c++ -MMD -MF a.o.d -D_GLIBCXX_USE_CXX11_ABI=0 -fPIC -c /x/a.cpp -o a.o',
	'[3/4] : && ccache /usr/bin/x86_64-linux-gnu-g++-11 -shared -o b.so b.o',
	'[4/4] c++ a.o k.cuda.o -shared -lcurand -o cpu_adam.so',
	'Loading extension module cpu_adam...',
	'',
].join('\n');
const rows = Array.from({length: 4}, (_, i) => `{'loss': ${4 - i}.5, 'epoch': 0.${i + 1}}\n`).join('');
const points = [
	[0, 4.5],
	[1, 3.5],
	[2, 2.5],
	[3, 1.5],
];

test('commands that ninja runs before or behind a training are none of its steps', () => {
	for (const content of [extension + rows, rows + extension]) {
		const run = readLog(content);
		assert.deepEqual(run.points('loss'), points);
		assert.deepEqual([...run.metrics.keys()], ['loss']);
		assert.equal(run.learnt.progress ?? null, null);
	}
});

test('the log of a build by ninja or Docker is no run', () => {
	const ofCmake = (i: number) => `[${i}/9] Building CXX object src/CMakeFiles/loss.dir/loss_${i}.cpp.o`;
	const ofMeson = (i: number) => `[${i}/9] Compiling C++ object lib/loss.so.p/loss_${i}.cpp.o`;
	const ofTorch = (i: number) => `[${i}/9] /usr/bin/nvcc -O3 -DTORCH=2.1 -c k${i}.cu -o k${i}.o`;
	const ofWindows = (i: number) => `[${i}/9] cl /showIncludes /nologo -DLOSS=0.${i} -c k${i}.cpp /Fok${i}.obj`;
	const ofBuildKit = (i: number) =>
		`#${i} [base ${i}/9] RUN pip install torch==2.${i}\n#${i} 0.5${i} loss==1.${i}\n#${i} DONE ${i}.1s`;
	const onScreen = (i: number) => ` => [${i}/9] RUN pip install loss==2.${i}       ${i}.1s\n => => loss==0.${i}  0.1s`;
	for (const line of [ofCmake, ofMeson, ofTorch, ofWindows, ofBuildKit, onScreen]) {
		const content = Array.from({length: 9}, (_, i) => `${line(i + 1)}\n`).join('');
		assert.equal(isRun(content), false, content);
	}
});

test('a training that failed as it began is one, also where it built an extension before', () => {
	const traceback = 'Traceback (most recent call last):\n  File "train.py", line 3, in <module>\nValueError: x\n';
	assert.equal(isRun(extension + traceback, 'bert.log'), true);
});

test('values behind a number of so many are those of a training', () => {
	assert.deepEqual(scan('[1/9] cl 0.5 loss 2.5', '[2/9] link loss: 2.25'), ['1 cl=0.5 loss=2.5', '2 link loss=2.25']);
	assert.deepEqual(scan('#1 loss: 2.5', '#2 loss: 2.25').length, 2);
});

test('what a program generates step by step is its own', () => {
	const lines = [1, 2, 3].map(step => `[${step}/50] Generating samples.png... loss: 0.${step}`);
	assert.deepEqual(scan(...lines), ['1 loss=0.1', '2 loss=0.2', '3 loss=0.3']);
	assert.ok(isRun([17, 18, 19].map(step => `[${step}/50] Generating out/img_${step}.png\n`).join('')));
	assert.ok(!isRun('[1/3] Generating parser.cc\n[2/3] Generating table with a custom command\n[3/3] Linking target app\n'));
});
