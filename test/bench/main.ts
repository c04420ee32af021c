import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {benchCopies} from './copies.ts';
import {benchCurves} from './curves.ts';
import {benchDraw} from './draw.ts';
import {benchAppend, benchListing, benchSeries, cleanUp} from './engine.ts';
import {benchEstimate} from './estimate.ts';
import {tabulateKinds} from './estimate-by-kind.ts';
import {benchFirstKeys} from './first-keys.ts';
import {benchGuild} from './guild.ts';
import {benchList} from './list.ts';
import {benchLiveness} from './liveness.ts';
import {benchPainter} from './painter.ts';
import {benchQuery} from './query.ts';
import {makeEventFile, makeWandbLog, measureEventFiles, measureWandbLog, metricsOfRow, type ReadCost} from './record-formats.ts';
import {cpuMsOf, formatResults, type Result} from './result.ts';
import {benchSqlite} from './sqlite.ts';
import {compareWithJsonParse, measureCsv, measureJsonl} from './text-formats.ts';

/** Measures what README quotes, each beside a yardstick in the same process; prints a table. Never a test: machines differ. */
const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-bench-'));
const started = process.argv.slice(2);
const wants = (name: string) => started.length === 0 || started.some(word => name.includes(word));

const warmRounds = 5;

/** The first reading, half of which is V8 getting to know the code, and the median of further ones, which a long log soon comes to. */
function twice(measure: () => ReadCost, about: Omit<Result, 'value'>): Result[] {
	const first = measure().nanosecondsPerPoint;
	const warm = Array.from({length: warmRounds}, () => measure().nanosecondsPerPoint).sort((a, b) => a - b);
	const {what, unit} = about;
	return [
		{what: `${what}, first time`, value: first, unit},
		{...about, what: `${what}, warm code`, value: warm[warmRounds >> 1]!},
	];
}

async function benchRecords(): Promise<Result[]> {
	const events = makeEventFile(root, 50_000, 10);
	const wandb = makeWandbLog(root, 50_000, metricsOfRow.usual);
	const narrow = makeWandbLog(root, 50_000, metricsOfRow.few);
	const unit = 'ns CPU';
	return [
		...twice(() => measureEventFiles(events), {what: 'a point of an event file, checksums verified', unit, goal: 120}),
		...twice(() => measureWandbLog(wandb), {what: 'a point of a .wandb log, checksums verified', unit, goal: 350}),
		...twice(() => measureWandbLog(narrow), {what: `the same with ${metricsOfRow.few} metrics a row`, unit, goal: 350}),
	];
}

async function benchText(): Promise<Result[]> {
	const jsonl = path.join(root, 'metrics.jsonl');
	const csv = path.join(root, 'metrics.csv');
	const numbers = (i: number) => Array.from({length: 10}, (_, k) => Math.sin(i * (k + 1)));
	const rows = Array.from({length: 40_000}, (_, i) => numbers(i));
	writeFileSync(
		jsonl,
		rows
			.map((row, step) => JSON.stringify({step, ...Object.fromEntries(row.map((value, k) => [`metric_${k}`, value]))}))
			.join('\n'),
	);
	writeFileSync(
		csv,
		`step,${rows[0]!.map((_, k) => `metric_${k}`).join()}\n${rows.map((row, step) => `${step},${row.join()}`).join('\n')}\n`,
	);
	measureCsv(csv);
	measureJsonl(jsonl);
	const raw = await cpuMsOf(() => readFileSync(csv).length);
	return [
		{what: 'a point of a CSV file', value: measureCsv(csv).nanosecondsPerPoint, unit: 'ns CPU', goal: 155},
		{what: 'a CSV file, against reading its bytes', value: measureCsv(csv).cpuMs / raw, unit: 'times'},
		{what: 'a point of JSON lines', value: measureJsonl(jsonl).nanosecondsPerPoint, unit: 'ns CPU', goal: 190},
		{
			what: 'JSON lines, faster than JSON.parse line by line',
			value: compareWithJsonParse(jsonl),
			unit: 'times',
			goal: 1.3,
			atLeast: true,
		},
	];
}

async function benchScreen(): Promise<Result[]> {
	const {cpuMs, bytes} = await benchPainter();
	return [
		{what: 'a frame with 10 changed rows, 200×50', value: cpuMs, unit: 'ms CPU', goal: 2},
		{what: 'bytes of that frame', value: bytes, unit: 'bytes', goal: 2048},
		...benchDraw().map(({name, medianMs, goalMs}) => ({
			what: name,
			value: medianMs,
			unit: 'ms',
			...(goalMs !== null && {goal: goalMs}),
		})),
		{
			what: '10,000 runs read for the first time: five conditions, two sort keys',
			value: await benchQuery(),
			unit: 'ms CPU',
		},
	];
}

const benches: [string, () => Promise<Result[]>][] = [
	// Before any other, while the code is new.
	['keys', () => benchFirstKeys()],
	['list', () => benchList()],
	['listing', () => benchListing(root)],
	['copies', () => benchCopies(root)],
	['append', () => benchAppend(root)],
	['series', () => benchSeries()],
	['curves', () => benchCurves()],
	['guild', () => benchGuild(root)],
	['records', benchRecords],
	['text', benchText],
	['screen', benchScreen],
	['estimate', async () => benchEstimate()],
	['sqlite', async () => benchSqlite(root)],
	['liveness', async () => benchLiveness()],
];
if (started.includes('kinds')) console.log(tabulateKinds());
const results: Result[] = [];
for (const [name, bench] of benches) if (wants(name)) results.push(...(await bench()));
cleanUp(root);
console.log(`Node ${process.version}, load ${os.loadavg()[0]!.toFixed(1)}`);
console.log(formatResults(results));
