import type {FileAccess} from '../../core/files/files.ts';
import type {Json} from '../../core/run.ts';
import {parseTolerantJson} from '../../encodings/json/tolerant-json.ts';
import {decodeText} from '../../encodings/text/text.ts';
import type {RunSink} from '../format.ts';
import {BadLines} from '../plain/bad-lines.ts';
import type {FileReader} from '../plain/files-source.ts';
import {parseTime} from '../stores/times.ts';
import {isObject, textOf} from '../values.ts';
import {pointValue} from './point-value.ts';

const lineFeed = 0x0a;
const longestLine = 1024 * 1024;

/** A metric's file of lines, `logs/<number of the metric>/<1000, 2000, …>.log`; up to 0.2 one JSON object for all of them, `….json`. */
export interface LocalFile {
	path: string;
	/** Number of the metric, from 1. */
	column: number;
}

/** Files of points that local mode writes beside the log, in the order of their rows. */
export function listLocalFiles(directory: string, files: FileAccess, folders = /^\d+$/): LocalFile[] {
	const numbered = (path: string, pattern: RegExp) =>
		(files.list(path) ?? [])
			.flatMap(({name}) => (pattern.test(name) ? [{name, number: Number.parseInt(name, 10)}] : []))
			.sort((a, b) => a.number - b.number);
	return numbered(`${directory}/logs`, folders).flatMap(({name, number}) =>
		numbered(`${directory}/logs/${name}`, /^\d+\.(?:log|json)$/).map(file => ({
			path: `${directory}/logs/${name}/${file.name}`,
			column: number,
		})),
	);
}

type Push = (step: number, wallMs: number, value: number) => void;

/** Reads lines of {index, data, create_time}, or one object with a list of these; a line that is no JSON is told, any other one passed over. */
export function openLocalFile(path: string, run: RunSink, push: Push): FileReader {
	const take = (row: Json | undefined): void => {
		if (!isObject(row) || typeof row.index !== 'number') return;
		const value = pointValue(row.data);
		if (value !== null) push(row.index, parseTime(textOf(row.create_time), 'utc') ?? Number.NaN, value);
	};
	if (path.endsWith('.json')) return {consume: chunk => takeList(chunk, take)};
	const bad = new BadLines(path, run);
	let lines = 0;
	return {
		consume(chunk) {
			let at = 0;
			for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, at)) {
				const row = parseTolerantJson(decodeText(chunk, at, end));
				lines++;
				if (row === undefined) bad.add(lines, 'is not JSON and was skipped');
				take(row);
				at = end + 1;
			}
			return at === 0 && chunk.length > longestLine ? chunk.length : at;
		},
	};
}

/** Takes the points of a file that is whole, and waits for the rest of any other; returns the bytes done with. */
function takeList(chunk: Uint8Array, take: (row: Json) => void): number {
	const file = parseTolerantJson(decodeText(chunk));
	if (!isObject(file)) return chunk.length > longestLine ? chunk.length : 0;
	if (Array.isArray(file.data)) for (const row of file.data) take(row);
	return chunk.length;
}
