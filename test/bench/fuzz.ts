import {readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import {formats} from '../../source/formats/index.ts';
import {Collected} from '../formats/collect.ts';
import {directoriesOf, loadFixture, seededRandom} from '../formats/load-fixture.ts';
import {MemoryFiles} from '../formats/memory-files.ts';
import {madeSamples} from './fuzz/made-samples.ts';

/**
 * Damages real files in every way and reads them with all formats, as discovery would: each file cut at every byte (large ones at every byte
 * of their ends, and at 4,000 places between), then random flips. Ends 1 where a reader throws, takes more than two seconds of CPU, or loses runs
 * that lie elsewhere. `npm run fuzz -- [FLIPS] [WORD…]`; the plain tests do a small part of it.
 */
const samples = [
	'wandb/updates',
	'wandb/failed',
	'tfevents/hparams_tbx',
	'tfevents/torch_style',
	'mlflow/mlruns',
	'mlflow/mlflow.db',
	'optuna/journal.log',
	'optuna/study.db',
	'trackio/first.db',
	'aim/.aim',
	'guild/home/runs/0081fc7392664a14953ab9395c25f682',
	'guild/home/runs/40f1a15a223a4185ac95b539c9928155',
	'gage/head',
	'gage/release',
	'flexlock/naga',
	'flexlock/stages',
	'xman/twins',
	'recorder/errors.collection',
	'recorder/models.collection',
	'recorder/live.yaml',
	'sacred/runs/6',
	'hydra/outputs',
	'hf-trainer/one-checkpoint',
	'lightning/lightning_logs/version_0',
	'keras-csv/plain',
	'ultralytics/train3',
	'dvclive/ok',
	'swanlab/swanlog',
	'swanlab-board/swanlog',
	'neptune',
	'clearml',
	'comet',
	'visualdl',
	'autoresearch',
	'textlog',
	...Object.keys(madeSamples),
];

const [count = '10000', ...words] = process.argv.slice(2);
const flips = Number(count);
const mostCuts = 4000;
const wholeEnds = 2048;
const longestMs = 2000;
const wholeEvery = 50;
/** What is cut at every byte is small; larger samples lose their largest files first. */
const mostCutBytes = 400_000;

/** A sample as files in memory, and the directory that it is in. */
function loadSample(name: string): {files: MemoryFiles; root: string} {
	const root = `/${path.posix.basename(name)}`;
	const made = madeSamples[name];
	if (made !== undefined) {
		const files = new MemoryFiles();
		for (const [file, text] of Object.entries(made)) files.write(`${root}/${file}`, text);
		return {files, root};
	}
	const file = `test/fixtures/${name}`;
	if (statSync(file).isDirectory()) return {files: loadFixture(name), root};
	return {files: new MemoryFiles().write(`/alone${root}`, readFileSync(file)), root: '/alone'};
}

type Reading = Map<string, string>;

/** Directories that a file lies in, the root first. */
function directoriesAbove(root: string, file: string): string[] {
	const above: string[] = [];
	for (let at = path.posix.dirname(file); at.startsWith(root); at = path.posix.dirname(at)) above.unshift(at);
	return above;
}

/** Reads directories, twice, as a program that stays does; gives the points by run. */
function readAll(files: MemoryFiles, directories: readonly string[]): Reading {
	const found: Reading = new Map();
	for (const directory of directories) {
		const listing = {path: directory, entries: files.list(directory)};
		for (const format of formats) {
			format.undecided?.(listing, files, []);
			for (const claim of format.detect(listing, files)) {
				const source = format.open(claim, files);
				const collected = new Collected();
				source.preview?.(new Collected());
				for (let turn = 0; turn < 2; turn++) for (let i = 0; i < 64 && source.read(collected, 1e6).more; i++);
				source.watched();
				source.verify?.();
				for (const [key, run] of collected.runs) {
					const points = [...run.metrics].map(([name, series]) => `${name}:${series.length}`).join();
					JSON.stringify(run.learnt.extra);
					found.set(`${claim.path}\0${format.id}\0${key}`, points);
				}
			}
		}
	}
	return found;
}

let failures = 0;
let attempts = 0;

function attempt(what: string, files: MemoryFiles, root: string, whole: Reading, changed: string): void {
	const fail = (why: string) => {
		failures++;
		if (failures <= 50) console.log(`  ${what}: ${why}`);
	};
	// Most damage is only looked at from where it lies; now and then all that lies beside it too.
	const isWhole = attempts++ % wholeEvery === 0;
	const before = process.cpuUsage();
	try {
		const now = readAll(files, isWhole ? directoriesOf(files, root) : directoriesAbove(root, changed));
		for (const [key, points] of isWhole ? whole : []) {
			const place = key.slice(0, key.indexOf('\0'));
			// What bears the run's name elsewhere is a part of it, as Aim's points are.
			const isOwn = changed.includes(`/${path.posix.basename(place)}/`);
			const isElsewhere = !isOwn && changed !== place && !place.startsWith(path.posix.dirname(changed));
			// A run that links to the damaged one may have fewer points; it must be there.
			const has = now.get(key);
			if (isElsewhere && (has === undefined || (has === '' && points !== ''))) fail(`lost ${key.replaceAll('\0', ' ')}`);
		}
	} catch (error) {
		fail(error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 3).join(' ') : String(error));
	}
	const {user, system} = process.cpuUsage(before);
	const tookMs = (user + system) / 1000;
	if (tookMs > longestMs) fail(`took ${(tookMs / 1000).toFixed(1)} s`);
}

function* cutsOf(length: number): Generator<number> {
	const stride = Math.max(1, Math.floor(length / mostCuts));
	for (let at = 0; at < length; at++) if (at < wholeEnds || length - at <= wholeEnds || at % stride === 0) yield at;
}

for (const name of samples) {
	if (words.length > 0 && !words.some(word => name.includes(word))) continue;
	const {files, root} = loadSample(name);
	const paths = directoriesOf(files, root).flatMap(folder =>
		files.list(folder).flatMap(({name: file, kind}) => (kind === 'file' ? [`${folder}/${file}`] : [])),
	);
	const original = new Map(paths.map(file => [file, Buffer.from(files.readWhole(file, 1e9)!)]));
	const whole = readAll(files, directoriesOf(files, root));
	const damage = (what: string, file: string, bytes: Uint8Array) => {
		files.write(file, bytes);
		attempt(what, files, root, whole, file);
		files.write(file, original.get(file)!);
		files.touched.length = 0;
	};
	const startedMs = performance.now();
	let cuts = 0;
	let left = mostCutBytes;
	for (const file of [...paths].sort((a, b) => original.get(a)!.length - original.get(b)!.length)) {
		const bytes = original.get(file)!;
		left -= bytes.length;
		if (left < 0) break;
		for (const at of cutsOf(bytes.length)) {
			cuts++;
			damage(`${file} cut at ${at}`, file, bytes.subarray(0, at));
		}
	}
	const random = seededRandom(23);
	const damaged = paths.filter(file => original.get(file)!.length > 0);
	for (let round = 0; round < flips; round++) {
		const file = damaged[random(damaged.length)]!;
		const bytes = Buffer.from(original.get(file)!);
		for (let more = random(8); more >= 0; more--) bytes[random(bytes.length)] = random(256);
		damage(`${file}, flips of round ${round}`, file, bytes);
	}
	const seconds = ((performance.now() - startedMs) / 1000).toFixed(0);
	console.log(`${name}: ${paths.length} files, ${whole.size} layers, ${cuts} cuts, ${flips} flips, ${seconds} s`);
}
console.log(failures === 0 ? 'nothing failed' : `${failures} failures`);
process.exitCode = failures === 0 ? 0 : 1;
