import type {Problem} from '../../../core/run.ts';
import type {RunSink} from '../../format.ts';
import {nameOf} from '../../plain/files-source.ts';
import {readFileName} from '../../tfevents/file-name.ts';
import type {EventReader} from './event-reader.ts';

/**
 * True for a file of the attributes that git HEAD's Guild takes from the output (guild/summary.py, OutputAttrs). An attempt has one besides that of
 * its scalars, and Guild takes no scalars from it (guild/tfevent.py).
 */
const isOfAttributes = (path: string): boolean => path.endsWith('.attrs');

/** Files that Guild itself made: it always names its process in them, and what the program wrote there need not. All where none names one. */
function withoutPrograms(paths: readonly string[]): readonly string[] {
	const own = paths.filter(path => readFileName(nameOf(path)).pid !== null);
	return own.length > 0 ? own : paths;
}

/** Guild keeps one curve of the points of all attempts, and of their flags only those of the last. */
const restartText = 'Started again in place: its metrics have the points of both, its flags are those of the later start';

/** Event files in `.guild`, oldest first. */
export class OwnEvents {
	/** One for each attempt that had scalars. */
	readonly attempts: readonly string[];

	constructor(private readonly paths: readonly string[]) {
		this.attempts = withoutPrograms(paths.filter(path => !isOfAttributes(path)));
	}

	/** When the last attempt with scalars began to write them, milliseconds; null where there is none, or its name does not say that. */
	get lastOpenedMs(): number | null {
		const last = this.attempts.at(-1);
		return last === undefined ? null : readFileName(nameOf(last)).openedAtMs;
	}

	/** True for those that the last attempt with scalars wrote. */
	isOfLast(path: string): boolean {
		const last = this.attempts.at(-1);
		return last === undefined ? path === this.paths.at(-1) : path >= last && this.paths.includes(path);
	}

	/** Tells of the attempts behind the first, but for as many as were told already. Returns how many were told by now. */
	tellRestarts(run: RunSink, told: number): number {
		const later = this.attempts.slice(1);
		for (const path of later.slice(told)) {
			const atMs = readFileName(nameOf(path)).openedAtMs;
			run.event({atMs, step: null, kind: 'restart', text: restartText});
		}
		return later.length;
	}
}

/** Words for an event file of which the end was not understood. */
export function sayCut({path, bytesLeft, isEmpty}: EventReader['cut'][number]): Problem {
	const message = isEmpty
		? 'Is empty: its points were never written, or are lost'
		: `Ends within a record: its last ${bytesLeft} bytes are not read`;
	return {file: path, message};
}
