import type {FileAccess} from '../../core/files/files.ts';
import {readEnd} from '../../core/files/read-end.ts';
import {bytesType, fixed32Type, fixed64Type, WireReader} from '../../encodings/records/protobuf.ts';
import {visitRecords} from '../../encodings/records/tfrecord.ts';

const tailBytes = 64 * 1024;

/** What the event files of the directory above say of an end mark below it, or those of one directory of a mark in another of them. */
export interface WriterAbove {
	/** Newest wall time near their ends, milliseconds. */
	newestMs: number;
	/**
	 * True where a curve begins or goes on behind the mark: no point is before it, or one name comes again after it. Results that are
	 * written behind the hyperparameters of a run that is over come once each.
	 */
	wentOn: boolean;
}

/**
 * Looks at the ends of the given event files; null where nothing with a time is found there.
 * @param markedMs time of the mark, milliseconds
 */
export function lookAbove(paths: readonly string[], files: FileAccess, markedMs: number): WriterAbove | null {
	const tail = new TailOfEvents(markedMs);
	for (const path of paths) {
		const size = files.stat(path)?.size ?? 0;
		const bytes = readEnd(path, files, tailBytes, size);
		if (bytes === null) continue;
		const isCut = visitRecords(bytes, size <= tailBytes, (...record) => tail.take(...record)) > 0;
		if (isCut) tail.hasEarlier = true;
	}
	return tail.newestMs > 0 ? {newestMs: tail.newestMs, wentOn: tail.wentOn} : null;
}

class TailOfEvents {
	newestMs = 0;
	/** True where points came before the mark. */
	hasEarlier = false;
	private readonly later = new Set<string>();
	private comesAgain = false;
	private readonly wire = new WireReader();

	constructor(private readonly markedMs: number) {}

	get wentOn(): boolean {
		return this.comesAgain || (this.later.size > 0 && !this.hasEarlier);
	}

	take(bytes: Uint8Array, view: DataView, start: number, end: number): void {
		const {wire} = this;
		wire.reset(bytes, view, start);
		let wallMs = Number.NaN;
		const summaries: number[] = [];
		while (wire.next(end)) {
			if (wire.field === 1 && wire.type === fixed64Type) wallMs = wire.double(end) * 1000;
			else {
				if (wire.field === 5 && wire.type === bytesType) summaries.push(wire.pos);
				wire.skip(end);
			}
		}
		if (Number.isFinite(wallMs) && wallMs > this.newestMs) this.newestMs = wallMs;
		if (this.comesAgain || (this.hasEarlier && !(wallMs > this.markedMs))) return;
		for (const at of summaries) {
			wire.reset(bytes, view, at);
			const summaryEnd = wire.length(end);
			while (wire.next(summaryEnd)) {
				if (wire.field === 1 && wire.type === bytesType) this.takeValue(wire.length(summaryEnd), wallMs);
				else wire.skip(summaryEnd);
			}
		}
	}

	private takeValue(end: number, wallMs: number): void {
		const {wire} = this;
		let tag = '';
		let isPoint = false;
		while (wire.next(end)) {
			const {field, type} = wire;
			if (field === 1 && type === bytesType) tag = wire.text(end);
			else {
				// A number, or a tensor with one.
				if ((field === 2 && type === fixed32Type) || (field === 8 && type === bytesType)) isPoint = true;
				wire.skip(end);
			}
		}
		if (!isPoint || tag.startsWith('_hparams_/')) return;
		if (!(wallMs > this.markedMs)) this.hasEarlier = true;
		else if (this.later.has(tag)) this.comesAgain = true;
		else this.later.add(tag);
	}
}
