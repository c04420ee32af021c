import type {FileAccess} from '../../core/files/files.ts';
import {parseTolerantJson} from '../../encodings/json/tolerant-json.ts';
import {momentOfText} from '../../encodings/text/moments.ts';
import {decodeText} from '../../encodings/text/text.ts';
import type {FileReader} from '../plain/files-source.ts';
import {isObject} from '../values.ts';
import {pointValue} from './point-value.ts';

const lineFeed = 0x0a;
const longestLine = 1024 * 1024;

/** A metric's file of lines: `logs/<number of the metric>/<1000, 2000, …>.log`. */
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
		numbered(`${directory}/logs/${name}`, /^\d+\.log$/).map(file => ({
			path: `${directory}/logs/${name}/${file.name}`,
			column: number,
		})),
	);
}

/** Reads lines of {index, data, create_time}; a line that is none is passed over. */
export function openLocalFile(push: (step: number, wallMs: number, value: number) => void): FileReader {
	return {
		consume(chunk) {
			let at = 0;
			for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, at)) {
				const row = parseTolerantJson(decodeText(chunk, at, end));
				at = end + 1;
				if (!isObject(row) || typeof row.index !== 'number') continue;
				const value = pointValue(row.data);
				if (value === null) continue;
				const wallMs = typeof row.create_time === 'string' ? momentOfText(row.create_time) : Number.NaN;
				push(row.index, wallMs, value);
			}
			return at === 0 && chunk.length > longestLine ? chunk.length : at;
		},
	};
}
