import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {OutputLog, type Stream} from '../../source/launch/output/output-log.ts';
import {lastLines, readRecorded} from '../../source/launch/output/recorded.ts';

test('whoever goes on with a long output reads every byte of it back, on the stream that it came on', context => {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'xtui-recorded-'));
	context.after(() => rmSync(directory, {recursive: true, force: true}));
	const log = new OutputLog(directory);
	const said: Record<Stream, string> = {1: '', 2: ''};
	const say = (stream: Stream, text: string) => {
		said[stream] += text;
		log.append(stream, Buffer.from(text), 0);
	};
	// More than is read at once, by lines, by pieces of lines, and by one line that goes over several reads.
	for (let i = 0; i < 3000; i++) {
		say(1, `line ${i} ${'x'.repeat(i % 700)}\n`);
		say(2, i % 3 === 0 ? 'torn ' : `whole ${i}\n`);
	}
	say(1, `${'y'.repeat(2_500_000)}\n`);
	say(2, 'the end');
	log.close();
	const read: Record<Stream, string> = {1: '', 2: ''};
	let whole = '';
	for (const {stream, bytes} of readRecorded(directory)) {
		const text = Buffer.from(bytes).toString();
		read[stream] += text;
		whole += text;
	}
	assert.ok(whole === readFileSync(path.join(directory, 'output.log'), 'utf8'));
	assert.ok(read[1] === said[1] && read[2] === said[2]);
	assert.equal(lastLines(path.join(directory, 'output.log')).at(-1), 'the end');
});
