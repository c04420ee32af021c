import type {FileAccess, Tail} from '../core/files/files.ts';
import {nameOf} from '../core/files/paths.ts';
import type {Problem} from '../core/run.ts';
import {countZeros, decodeFile} from '../encodings/text/text.ts';
import {nowOf} from './file-clock.ts';
import type {ReadOutcome, RunSink, UnreadEnd} from './format.ts';
import type {FileReader} from './plain/files-source.ts';

interface Opened {
	tail: Tail;
	reader: FileReader;
	/** True once its first line was seen to be one of a table. */
	isTable: boolean;
}

const headBytes = 4096;
/** A writer that makes a file is done with its first line sooner, milliseconds. */
const writingMs = 2000;

/**
 * The growing files of one run, each with its own reader. A file that was rewritten or is gone makes the whole run be read anew: `reset` says
 * so, and whoever told the run other things tells them again.
 */
export class Tables {
	private readonly opened = new Map<string, Opened>();
	/** Those that could not be read when they were asked for last. */
	readonly shut = new Set<string>();

	/** @param forgotten called before all is read anew: what was gathered of several files counts no more */
	constructor(
		private readonly files: FileAccess,
		private readonly open: (path: string, run: RunSink) => FileReader,
		private readonly forgotten: () => void = () => {},
	) {}

	/** Reads what is new in these files, in their order, about `budgetBytes` of it. */
	read(run: RunSink, paths: readonly string[], budgetBytes: number): ReadOutcome & {reset: boolean} {
		let reset = [...this.opened.keys()].some(path => !paths.includes(path));
		if (reset) this.forget(run);
		let bytesRead = 0;
		for (let i = 0; i < paths.length; i++) {
			const path = paths[i]!;
			if (bytesRead >= budgetBytes) return {more: true, bytesRead, bytesLeft: this.bytesLeft(paths), reset};
			const {tail, reader} = this.opened.get(path) ?? this.openFile(path, run);
			const before = tail.offset;
			const outcome = tail.read(chunk => reader.consume(chunk), budgetBytes - bytesRead);
			if (outcome === 'replaced') {
				// From the start, once: a file that is rewritten all the time is met again at its next change.
				if (reset) return {more: true, bytesRead, bytesLeft: this.bytesLeft(paths), reset};
				this.forget(run);
				reset = true;
				i = -1;
				continue;
			}
			if (outcome === 'unreadable') {
				run.problem({file: path, message: 'Cannot be read: check its permissions'});
				this.shut.add(path);
			} else this.shut.delete(path);
			bytesRead += tail.offset - before;
			reader.settle?.();
			if (outcome === 'more') return {more: true, bytesRead, bytesLeft: this.bytesLeft(paths), reset};
		}
		return {more: false, bytesRead, bytesLeft: this.bytesLeft(paths), reset};
	}

	/** Where the bytes are that are left when all was read. */
	unreadEnds(): UnreadEnd[] {
		return [...this.opened.values()]
			.map(({tail}) => ({file: tail.path, bytes: tail.size - tail.offset}))
			.filter(({bytes}) => bytes > 0);
	}

	/** Of tables of several columns those that are none and rest as they are: what has their place is empty, zeros or something else. */
	faults(): Problem[] {
		return [...this.opened.values()].flatMap(opened => {
			const file = opened.tail.path;
			const fault = opened.isTable || this.shut.has(file) ? null : this.faultOf(file);
			opened.isTable ||= fault === '';
			return fault ? [{file, message: `${nameOf(file)} ${fault}`}] : [];
		});
	}

	/** What is wrong with the beginning of a table; empty for nothing, null where it may be about to be written. */
	private faultOf(file: string): string | null {
		const stat = this.files.stat(file);
		if (stat === null) return null;
		const head = this.files.readRange(file, 0, headBytes);
		if (head === null) return null;
		const [line = ''] = decodeFile(head).split('\n', 1);
		if (/[,;\t]/.test(line) || line.length >= headBytes / 2) return '';
		if (nowOf(this.files) - stat.modifiedAtMs <= writingMs) return null;
		if (head.length === 0) return 'is empty';
		return countZeros(head) === head.length ? 'holds nothing but zero bytes' : 'holds no table';
	}

	private openFile(path: string, run: RunSink): Opened {
		const opened = {tail: this.files.tail(path), reader: this.open(path, run), isTable: false};
		this.opened.set(path, opened);
		return opened;
	}

	private forget(run: RunSink): void {
		this.opened.clear();
		this.forgotten();
		run.reset();
	}

	private bytesLeft(paths: readonly string[]): number {
		return paths.reduce((sum, path) => {
			const tail = this.opened.get(path)?.tail;
			const bytes = tail === undefined || tail.size === 0 ? (this.files.stat(path)?.size ?? 0) : tail.size;
			return sum + Math.max(0, bytes - (tail?.offset ?? 0));
		}, 0);
	}
}
