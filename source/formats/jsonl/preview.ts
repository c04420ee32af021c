import type {FileAccess} from '../../core/files/files.ts';
import type {FileContext} from '../plain/files-source.ts';
import {JsonlFile} from './jsonl-file.ts';

const previewBytes = 64 * 1024;

/** Gives the latest lines of a large file. Lines without a step would be counted from the wrong one, but only until all is read. */
export function previewJsonl(context: FileContext, files: FileAccess): void {
	const size = files.stat(context.path)?.size ?? 0;
	if (size < 2 * previewBytes) return;
	const tail = files.readRange(context.path, size - previewBytes, previewBytes);
	const start = (tail?.indexOf(0x0a) ?? -1) + 1;
	if (tail === null || start === 0) return;
	new JsonlFile({...context, notes: new Set()}).consume(tail.subarray(start));
}
