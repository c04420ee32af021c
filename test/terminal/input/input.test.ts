import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {test} from 'node:test';
import {InputReader} from '../../../source/terminal/input/input.ts';
import {type InputEvent, Splitter} from '../../../source/terminal/input/splitter.ts';

const heldUpMs = 300;

test('a key whose rest came while the process was held up is one key', async context => {
	const terminal = spawn('sh', ['-c', "printf '\\033'; sleep 0.1; printf '[B'; read -r end"], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	context.after(() => terminal.kill());
	const found: InputEvent[] = [];
	await new Promise<void>(resolve => {
		const reader = new InputReader(terminal.stdout, {
			onEvents(events) {
				found.push(...events);
				resolve();
			},
			onEnd: resolve,
		});
		context.after(() => reader.stop());
		reader.start();
		terminal.stdout.once('data', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, heldUpMs));
	});
	assert.deepEqual(
		found.map(event => (event.kind === 'key' ? event.key.name : event.kind)),
		['down'],
	);
});

test('what a report of the mouse begins with is waited for longer than a key', () => {
	const splitter = new Splitter();
	assert.deepEqual(splitter.push('\x1b[<0;12;'), []);
	assert.equal(splitter.waiting, 'mouse');
	assert.deepEqual(
		splitter.push('31M').map(({kind}) => kind),
		['mouse'],
	);
});
