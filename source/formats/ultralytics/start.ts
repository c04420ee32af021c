import type {FileAccess} from '../../core/files.ts';
import {decodeText} from '../../encodings/text.ts';

const tailBytes = 4096;
const leastSlackMs = 60_000;

/**
 * When a training began, milliseconds, so that its rows' seconds since then become moments: the time of the newest row before the moment when
 * the table was last written. NaN where the file of arguments, written at the start, is not of about that moment: then both are copies.
 */
export function findStart(table: string, parameters: string, files: FileAccess): number {
	const written = files.stat(table);
	const begun = files.stat(parameters);
	if (written === null || begun === null) return Number.NaN;
	const head = decodeText(files.readRange(table, 0, tailBytes) ?? new Uint8Array(0));
	const column = head
		.slice(0, head.indexOf('\n'))
		.split(',')
		.map(name => name.trim())
		.indexOf('time');
	if (column < 0) return Number.NaN;
	const tail = decodeText(files.readRange(table, Math.max(0, written.size - tailBytes), tailBytes) ?? new Uint8Array(0));
	const line = tail.slice(0, tail.lastIndexOf('\n')).split('\n').at(-1) ?? '';
	const seconds = Number(line.split(',')[column]?.trim() || Number.NaN);
	if (!(seconds > 0)) return Number.NaN;
	const startMs = written.modifiedAtMs - seconds * 1000;
	return Math.abs(startMs - begun.modifiedAtMs) <= leastSlackMs + seconds * 20 ? startMs : Number.NaN;
}
