import type {FileAccess, Tail} from '../core/files/files.ts';
import type {ReadOutcome, RunSink, UnreadEnd} from './format.ts';
import type {FileReader} from './plain/files-source.ts';

interface Opened {
	tail: Tail;
	reader: FileReader;
}

/**
 * The growing files of one run, each with its own reader. A file that was rewritten or is gone makes the whole run be read anew: `reset` says
 * so, and whoever told the run other things tells them again.
 */
export class Tables {
	private readonly opened = new Map<string, Opened>();
	/** Those that could not be read when they were asked for last. */
	readonly shut = new Set<string>();

	constructor(
		private readonly files: FileAccess,
		private readonly open: (path: string, run: RunSink) => FileReader,
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

	private openFile(path: string, run: RunSink): Opened {
		const opened = {tail: this.files.tail(path), reader: this.open(path, run)};
		this.opened.set(path, opened);
		return opened;
	}

	private forget(run: RunSink): void {
		this.opened.clear();
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
