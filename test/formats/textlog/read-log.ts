import assert from 'node:assert/strict';
import {textlogFormat} from '../../../source/formats/textlog/index.ts';
import {Collected, readAll} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';

/** Reads a text log that lies alone in a directory, and may grow by its `file` in `files` until `read` is called again. */
export function openLog(content: string | Uint8Array, name = 'train.log') {
	const file = `/runs/a/${name}`;
	const files = new MemoryFiles().write(file, content);
	const [claim] = textlogFormat.detect({path: '/runs/a', entries: files.list('/runs/a')}, files);
	assert.ok(claim);
	const source = textlogFormat.open(claim, files);
	const collected = new Collected();
	readAll(source, collected);
	return {files, file, run: collected.only, read: () => readAll(source, collected)};
}

/** What is read of a text log that is whole. */
export const readLog = (content: string | Uint8Array) => openLog(content).run;
