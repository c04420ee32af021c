import type {FileAccess} from '../../core/files.ts';
import type {LogTail} from '../protocol.ts';

const tailBytes = 256 * 1024;

export function readLogTail(files: FileAccess, run: number, path: string | null, kept: readonly string[], most: number): LogTail {
	if (path === null) return {run, path, lines: kept.slice(-most), before: Math.max(0, kept.length - most)};
	const size = files.stat(path)?.size ?? 0;
	const bytes = files.readRange(path, Math.max(0, size - tailBytes), tailBytes) ?? new Uint8Array();
	const lines = new TextDecoder().decode(bytes).split('\n');
	return {run, path, lines: lines.slice(-most), before: null};
}
