import type {JsonObject} from '../../../core/run.ts';
import {parseTolerantJson} from '../../../encodings/json/tolerant-json.ts';
import {LineSplitter} from '../../../encodings/text/lines.ts';
import {decodeText} from '../../../encodings/text/text.ts';
import type {RunSink} from '../../format.ts';
import {BadLines} from '../../plain/bad-lines.ts';
import type {FileReader} from '../../plain/files-source.ts';
import {isObject, numberOf} from '../../values.ts';
import type {RowPlace} from '../media/media.ts';

/** Reads a file of JSON objects, one a line. `take` gets each with where it lies in the file; what is none is told as a problem. */
export function readRowLines(path: string, run: RunSink, take: (row: JsonObject, place: RowPlace) => void): FileReader {
	const bad = new BadLines(path, run);
	let base = 0;
	const splitter = new LineSplitter({
		line(chunk, start, end, number) {
			if (start === end) return;
			const row = parseTolerantJson(decodeText(chunk, start, end));
			if (isObject(row)) take(row, {offset: base + start, bytes: end - start});
			else bad.add(number, 'is not a JSON object and was skipped');
		},
		...bad.ofSplitter,
	});
	return {
		consume(chunk) {
			const used = splitter.split(chunk);
			base += used;
			return used;
		},
	};
}

/** Time of a row in milliseconds, NaN where it has none. */
export const rowTime = (row: JsonObject): number => (numberOf(row._timestamp) ?? Number.NaN) * 1000;
