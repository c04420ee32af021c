import type {FileAccess} from '../../core/files/files.ts';
import {readEnd} from '../../core/files/read-end.ts';
import {decodeLog} from '../../encodings/text/log-text.ts';
import {renderLog} from '../../encodings/text/terminal-lines.ts';
import type {LogTail} from '../protocol.ts';

/** A tail of this length holds some thousand lines; a progress bar redrawn for hours is longer and needs no more than its end. */
const tailBytes = 256 * 1024;
const lineFeed = 10;

/**
 * The end of a run's output as a terminal would show it: of the file, or of what the tracker's records kept.
 * @param kept lines that exist only inside the records
 * @param most lines wanted
 */
export function readLogTail(files: FileAccess, run: number, path: string | null, kept: readonly string[], most: number): LogTail {
	if (path === null) {
		const lines = renderLog(kept.join('\n'));
		return {run, path, lines: lines.slice(-most), before: Math.max(0, lines.length - most)};
	}
	const size = files.stat(path)?.size ?? 0;
	const bytes = readEnd(path, files, tailBytes, size) ?? new Uint8Array();
	const isWhole = size <= tailBytes;
	// The first line of a piece is most likely the end of one.
	const start = isWhole ? 0 : bytes.indexOf(lineFeed) + 1;
	const lines = renderLog(decodeLog(bytes, start));
	return {run, path, lines: lines.slice(-most), before: isWhole ? Math.max(0, lines.length - most) : null};
}
