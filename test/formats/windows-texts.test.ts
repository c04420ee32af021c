import assert from 'node:assert/strict';
import {test} from 'node:test';
import {formats} from '../../source/formats/index.ts';
import {Collected} from './collect.ts';
import {directoriesOf, loadFixture} from './load-fixture.ts';
import type {MemoryFiles} from './memory-files.ts';

/** Sets of real files, by a word that a text file among them has in its path. */
const samples: [fixture: string, texts: RegExp][] = [
	['mlflow/mlruns', /meta\.yaml$|\/metrics\/|\/tags\//],
	['hydra/outputs', /\.yaml$/],
	['dvclive/ok', /\.(tsv|json|yaml)$/],
	['keras-csv', /\.(csv|tsv|log)$/],
	['sacred/runs', /\.json$/],
	['lightning/lightning_logs', /\.(csv|yaml)$/],
	['hf-trainer/one-checkpoint', /\.json$/],
	['ultralytics/train3', /\.(csv|yaml)$/],
	['guild/home', /\/attrs\/[^/]+$/],
	['flexlock/stages', /run\.lock$/],
];

const ways: Record<string, (text: string) => string> = {
	'with the line ends of Windows': text => text.replaceAll(/\r?\n/g, '\r\n'),
	'behind a byte order mark': text => `\ufeff${text}`,
	'with the zeros of a power cut at their ends': text => text + '\0'.repeat(700),
};

/** Facts and points of all runs, as far as a file's own bytes decide over them. */
function read(files: MemoryFiles, root: string): Map<string, string> {
	const found = new Map<string, string>();
	for (const directory of directoriesOf(files, root)) {
		for (const format of formats) {
			for (const claim of format.detect({path: directory, entries: files.list(directory)}, files)) {
				const collected = new Collected();
				const source = format.open(claim, files);
				for (let i = 0; i < 64 && source.read(collected, 1e7).more; i++);
				for (const [key, run] of collected.runs) {
					const {id, name, config, command, tags, startedAtMs, outcome} = run.learnt;
					const points = [...run.metrics.keys()].sort().map(metric => [metric, run.points(metric)]);
					found.set(
						`${format.id} ${claim.path} ${key}`,
						JSON.stringify({id, name, config, command, tags, startedAtMs, outcome, points}),
					);
				}
			}
		}
	}
	return found;
}

for (const [way, change] of Object.entries(ways)) {
	test(`texts ${way} say the same`, () => {
		for (const [fixture, texts] of samples) {
			const root = `/${fixture.split('/').at(-1)}`;
			const whole = read(loadFixture(fixture), root);
			const files = loadFixture(fixture);
			let changed = 0;
			for (const directory of directoriesOf(files, root)) {
				for (const {name, kind} of files.list(directory)) {
					const path = `${directory}/${name}`;
					if (kind !== 'file' || !texts.test(path)) continue;
					files.write(path, change(Buffer.from(files.readWhole(path, 1e9)!).toString()));
					changed++;
				}
			}
			assert.ok(changed > 0, fixture);
			const now = read(files, root);
			for (const [run, said] of whole) assert.equal(now.get(run), said, `${run} of ${fixture}`);
		}
	});
}
