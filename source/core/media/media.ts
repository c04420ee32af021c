import {Column} from '../series/column.ts';

/** Logged things that are no numbers: pictures, distributions, texts. Only where they lie is kept; they are read when somebody looks. */

/** A `file` is only named: sound, a film, a page. */
export type MediaKind = 'image' | 'histogram' | 'text' | 'table' | 'file';

/** RGBA, eight bits each, row by row. */
export interface Pixels {
	width: number;
	height: number;
	data: Uint8Array;
}

/** What is there once it is read. An encoded image is decoded by whoever draws it. */
export type MediaContent =
	| {kind: 'image'; encoded: Uint8Array}
	/** `edges` has one more than `counts`. */
	| {kind: 'histogram'; edges: Float64Array; counts: Float64Array}
	| {kind: 'text'; text: string}
	/** The first rows of `total`. */
	| {kind: 'table'; columns: string[]; rows: string[][]; total: number}
	/** Its first bytes, and how many there are in all. */
	| {kind: 'file'; what: string; head: Uint8Array; bytes: number};

/** Where one of them lies: bytes of a file, all of it where `bytes` is 0. */
export interface MediaPlace {
	step: number;
	wallMs: number;
	file: string;
	offset: number;
	bytes: number;
}

/** Makes content of the bytes at a place, of a whole file that is only named of its first ones; null where they are not what they should be. */
export type MediaDecoder = (bytes: Uint8Array) => MediaContent | null;

/** The places of one name, by step. A step that goes back replaces what came from there on, as in a series of numbers. */
export class MediaSeries {
	private readonly steps = new Column();
	private readonly walls = new Column();
	private readonly offsets = new Column();
	private readonly sizes = new Column();
	private readonly fileAt = new Column();
	private readonly files: string[] = [];
	/** Raised with every change. */
	version = 0;

	constructor(
		readonly kind: MediaKind,
		readonly decode: MediaDecoder,
	) {}

	get length(): number {
		return this.steps.length;
	}

	push({step, wallMs, file, offset, bytes}: MediaPlace): void {
		this.version++;
		if (this.length > 0 && step <= this.steps.at(this.length - 1)) this.cutFrom(step);
		let at = this.files.lastIndexOf(file);
		if (at < 0) at = this.files.push(file) - 1;
		this.steps.push(step);
		this.walls.push(wallMs);
		this.offsets.push(offset);
		this.sizes.push(bytes);
		this.fileAt.push(at);
	}

	at(index: number): MediaPlace {
		return {
			step: this.steps.at(index),
			wallMs: this.walls.at(index),
			file: this.files[this.fileAt.at(index)]!,
			offset: this.offsets.at(index),
			bytes: this.sizes.at(index),
		};
	}

	stepAt(index: number): number {
		return this.steps.at(index);
	}

	/** Index of the last one at or before a step, the first where none is; null for the newest. -1 where there are none. */
	indexOf(step: number | null): number {
		const {length} = this;
		if (step === null || length === 0) return length - 1;
		const index = this.steps.lowerBound(step);
		return index < length && this.steps.at(index) === step ? index : Math.max(0, index - 1);
	}

	private cutFrom(step: number): void {
		const from = this.steps.lowerBound(step);
		for (const column of [this.steps, this.walls, this.offsets, this.sizes, this.fileAt]) column.truncate(from);
	}
}
