import {CsvScanner, cellKinds} from '../../encodings/csv.ts';
import {parseNumber} from '../../encodings/numbers/odd-number.ts';
import type {RunSink, SeriesSink} from '../format.ts';
import type {FileReader} from '../plain/files-source.ts';
import type {Fitness} from './fitness.ts';

const comma = 0x2c;

/**
 * Reads results.csv: `epoch`, `time` in seconds since the start, and the metrics; older versions fill all cells up with spaces. `startMs` turns
 * times into moments, NaN where it is not known. Times that fall again are those of a resumed training, which began at another moment.
 * `hole` is told of zero bytes, as a whole sentence; `fitness` of each epoch.
 */
export function openResults(run: RunSink, startMs: number, hole: (message: string) => void, fitness: Fitness): FileReader {
	let names: string[] = [];
	let sinks: (SeriesSink | null)[] = [];
	let rows = 0;
	let lastSeconds = 0;
	let begunMs = startMs;
	const scanner: CsvScanner = new CsvScanner(comma, () => {
		const cell = (column: number): number | null => {
			if (column < 0 || column >= scanner.count) return null;
			return scanner.kinds[column] === cellKinds.number ? scanner.values[column]! : parseNumber(scanner.text(column));
		};
		if (names.length === 0 || scanner.text(0).trim() === names[0]) {
			names = Array.from({length: scanner.count}, (_, i) => scanner.text(i).trim());
			sinks = names.map(name => (name === 'epoch' || name === 'time' || name === '' ? null : run.series(name)));
			fitness.begin(names);
			return;
		}
		const step = cell(names.indexOf('epoch')) ?? rows;
		rows++;
		fitness.take(step, cell);
		const seconds = cell(names.indexOf('time')) ?? Number.NaN;
		if (seconds < lastSeconds) begunMs = Number.NaN;
		lastSeconds = seconds;
		const wallMs = seconds > 0 ? begunMs + seconds * 1000 : Number.NaN;
		for (let column = 0; column < Math.min(scanner.count, sinks.length); column++) {
			const value = sinks[column] === null ? null : cell(column);
			if (value !== null && Number.isFinite(step)) sinks[column]!.push(step, wallMs, value);
		}
	});
	return {
		consume(chunk) {
			const used = scanner.scan(chunk);
			for (const message of scanner.takeHoles()) hole(message);
			return used;
		},
	};
}
