import type {MediaContent} from '../../../core/media/media.ts';
import type {Json, JsonObject} from '../../../core/run.ts';
import {parseTolerantJson} from '../../../encodings/json/tolerant-json.ts';
import {decodeText} from '../../../encodings/text/text.ts';
import type {RunSink, SeriesSink} from '../../format.ts';
import {at, isObject, numberOf, textOf} from '../../values.ts';
import {CurveNames} from '../log/curve-names.ts';
import {findNested} from '../log/nested-values.ts';
import {histogramOf, RowMedia, type RowPlace} from '../media/media.ts';
import {rowTime} from './row-lines.ts';

/** Keys of a row that wandb adds. */
const ownKeys = new Set(['_step', '_timestamp', '_runtime', '_wandb']);

interface Key {
	path: readonly string[];
	name: string;
	sink: SeriesSink | null;
}

/** Takes rows of `wandb-history.jsonl`: numbers, nested ones too, and logged objects. */
export class OldHistory {
	/** Newest time of a row, milliseconds. */
	wallMs = Number.NaN;
	/** Names of logged objects and their types. */
	readonly media = new Map<string, string>();
	private step = -1;
	private readonly keys = new Map<string, Key>();
	private readonly names = new CurveNames<Key>(() => {});
	private readonly rowMedia: RowMedia;

	/** `path`: of the file; `directory`: that of the run, where logged files start from. */
	constructor(
		private readonly run: RunSink,
		path: string,
		directory: string,
	) {
		this.rowMedia = new RowMedia(run, path, directory, histogramInRow);
	}

	/** Rows of the first versions had no step: they are counted. */
	take(row: JsonObject, place: RowPlace): void {
		const step = numberOf(row._step) ?? this.step + 1;
		const wallMs = rowTime(row);
		this.step = step;
		if (!(wallMs <= this.wallMs) && !Number.isNaN(wallMs)) this.wallMs = wallMs;
		for (const [name, value] of Object.entries(row)) {
			if (ownKeys.has(name)) continue;
			if (typeof value === 'number') this.push([name], step, wallMs, value);
			else if (isObject(value)) this.takeObject(name, value, step, wallMs);
		}
		this.rowMedia.flush(step, wallMs, place);
	}

	private takeObject(name: string, value: JsonObject, step: number, wallMs: number): void {
		const {numbers, objects} = findNested(value, [name]);
		for (const number of numbers) this.push(number.path, step, wallMs, number.value);
		for (const {path, type} of objects) {
			this.media.set(path.join('.'), type);
			const object = at(value, ...path.slice(1));
			this.rowMedia.noteObject(path, JSON.stringify(type === 'images' ? withFile(object, path, step) : object));
		}
	}

	private push(path: readonly string[], step: number, wallMs: number, value: number): void {
		const place = path.join('\0');
		let key = this.keys.get(place);
		if (key === undefined) {
			key = {path, name: path.join('.'), sink: null};
			this.keys.set(place, key);
			this.names.add(key);
		}
		key.sink ??= this.run.series(key.name, 'replace');
		key.sink.push(step, wallMs, value);
	}
}

/** Pictures that were logged together are one, side by side, whose name is not in the row (wandb/data_types.py, `Image.seq_to_json`). */
function withFile(object: Json | undefined, path: readonly string[], step: number): JsonObject {
	const format = isObject(object) ? textOf(object.format) : null;
	return {_type: 'image-file', path: `media/images/${path.at(-1)}_${step}.${format ?? 'jpg'}`};
}

/** A histogram of a row of JSON, by its path with dots between the parts; null where it has none there. */
function histogramInRow(bytes: Uint8Array, name: string): MediaContent | null {
	const find = (value: Json | undefined, rest: string): JsonObject | null => {
		if (!isObject(value)) return null;
		if (rest === '') return value;
		for (const [key, inner] of Object.entries(value)) {
			const found = rest === key ? find(inner, '') : rest.startsWith(`${key}.`) ? find(inner, rest.slice(key.length + 1)) : null;
			if (found !== null) return found;
		}
		return null;
	};
	const object = find(parseTolerantJson(decodeText(bytes)), name);
	return object === null ? null : histogramOf(new Map(Object.entries(object)));
}
