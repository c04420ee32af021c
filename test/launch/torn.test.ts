import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {Readable} from 'node:stream';
import {type TestContext, test} from 'node:test';
import {adoptRun} from '../../source/launch/adopt.ts';
import {OutputLog} from '../../source/launch/output/output-log.ts';
import {cutTorn} from '../../source/launch/output/torn.ts';
import {endingFile} from '../../source/launch/waiter.ts';

function makeDirectory(context: TestContext): string {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'xtui-torn-'));
	context.after(() => rmSync(directory, {recursive: true, force: true}));
	return directory;
}

test('who goes on with a run writes behind its last whole row, not behind the half one of a full disk', async context => {
	const directory = makeDirectory(context);
	writeFileSync(path.join(directory, 'xtui-run.json'), '{"xtui": 1, "id": "a"}');
	mkdirSync(path.join(directory, 'summaries'));
	const log = new OutputLog(directory);
	for (let step = 1; step <= 3; step++) log.append(1, Buffer.from(`step=${step} loss=${step}\n`), 1000);
	log.close();
	const metrics = path.join(directory, 'metrics.jsonl');
	const row = (step: number) => `{"step": ${step}, "time": 1, "loss": ${step}}\n`;
	writeFileSync(metrics, `${row(1)}${row(2).slice(0, 12)}`);
	writeFileSync(path.join(directory, endingFile), '{"code": 0, "signal": null}');
	await adoptRun(directory, [Readable.from([Buffer.from('step=4 loss=4\n')]), Readable.from([])], () => 1000);
	assert.equal(readFileSync(metrics, 'utf8'), [1, 2, 3, 4].map(row).join(''));
});

test('only what is no whole record is cut away', context => {
	const directory = makeDirectory(context);
	const [metrics, index] = [path.join(directory, 'metrics.jsonl'), path.join(directory, 'output.index')];
	cutTorn(directory);
	const cutTo = (text: string) => {
		writeFileSync(metrics, text);
		cutTorn(directory);
		return readFileSync(metrics, 'utf8');
	};
	assert.equal(cutTo('{"a": 1}\n{"b": 2}\n'), '{"a": 1}\n{"b": 2}\n');
	assert.equal(cutTo(`{"a": 1}\n${'x'.repeat(200_000)}`), '{"a": 1}\n');
	assert.equal(cutTo('{"a"'), '');
	writeFileSync(index, Buffer.alloc(39));
	cutTorn(directory);
	assert.equal(readFileSync(index).length, 32);
});
