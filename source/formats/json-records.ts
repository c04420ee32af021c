import type {Json, JsonObject} from '../core/run.ts';
import {parseExactJson} from '../encodings/json/tolerant-json.ts';
import {LineSplitter} from '../encodings/text/lines.ts';
import {decodeText} from '../encodings/text/text.ts';
import type {RunSink} from './format.ts';
import {BadLines} from './plain/bad-lines.ts';
import type {FileReader} from './plain/files-source.ts';
import {isObject} from './values.ts';

/** Reads a log of a tracker that has a record of JSON, or a list of them, on each line, and hands on each. Lines that are none are said to be so. */
export class JsonRecords implements FileReader {
	private readonly splitter: LineSplitter;

	constructor(
		path: string,
		run: RunSink,
		private readonly take: (record: JsonObject) => void,
	) {
		const bad = new BadLines(path, run);
		this.splitter = new LineSplitter({
			line: (chunk, start, end, number) => {
				if (start === end) return;
				if (!this.takeValue(parseExactJson(decodeText(chunk, start, end)))) bad.add(number, 'is no record and was skipped');
			},
			...bad.ofSplitter,
		});
	}

	consume(chunk: Uint8Array): number {
		return this.splitter.split(chunk);
	}

	private takeValue(value: Json | undefined): boolean {
		if (Array.isArray(value)) return value.map(item => this.takeValue(item)).every(Boolean);
		if (!isObject(value)) return false;
		this.take(value);
		return true;
	}
}
