import type {FileAccess} from '../../core/files/files.ts';
import {decodeFile} from '../../encodings/text/text.ts';

const mostBytes = 4 * 1024 * 1024;
const leastSlackMs = 60_000;

/**
 * When a training began, milliseconds, so that its rows' seconds since then become moments: the time of the newest row before the moment when
 * the table was last written. NaN where the file of arguments, written at the start, is not of about that moment (then both are copies), and
 * where times fall (a resumed training began more than once).
 */
export function findStart(table: string, parameters: string, files: FileAccess): number {
	const written = files.stat(table);
	const begun = files.stat(parameters);
	const bytes = files.readWhole(table, mostBytes);
	if (written === null || begun === null || bytes === null) return Number.NaN;
	const text = decodeFile(bytes);
	const [header = '', ...lines] = text.slice(0, text.lastIndexOf('\n')).split('\n');
	const column = header.split(',').findIndex(name => name.trim() === 'time');
	if (column < 0) return Number.NaN;
	let last = 0;
	for (const line of lines) {
		const seconds = Number(line.split(',')[column]?.trim() || Number.NaN);
		if (!(seconds >= last)) return Number.NaN;
		last = seconds;
	}
	const startMs = written.modifiedAtMs - last * 1000;
	const isNear = Math.abs(startMs - begun.modifiedAtMs) <= leastSlackMs + last * 20;
	return last > 0 && isNear ? startMs : Number.NaN;
}
