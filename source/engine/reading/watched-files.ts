import {type FileAccess, lastWriteMs, type Made, stateText} from '../../core/files/files.ts';
import {noMoment} from '../../core/no-moment.ts';

/** Files of one run that were made within so long were made together. */
const togetherMs = 60_000;
/** File systems tell times in ticks, which are no longer than this on the machines that this runs on. */
const tickMs = 20;
/** A time this far ahead is that of another machine's clock, and tells nothing of what was read when. */
const foreignMs = 60_000;

/** What the file system tells of some paths at one moment. Times in milliseconds, 0 for none. */
interface Look {
	/** Size, time and inode of every path, a line each. */
	signature: string;
	/** The same of what lies beside the files of the run. */
	beside: string;
	/** Newest modification time of all of them. */
	newestMs: number;
	/** The same of the files, without directories. */
	modifiedAtMs: number;
	/** The same, only of files that were appended to after they were made: a fresh copy does not count. */
	appendedAtMs: number;
	/** When the files, if there are any, were made, all together, and left alone since; null where that is not so, or nobody knows. */
	made: Made | null;
	/** When the first of the files was made here; where nobody knows of one, of none. */
	bornAtMs: number;
	/** How many of the paths are not there. */
	missing: number;
}

function lookAt(paths: readonly string[], beside: readonly string[], files: FileAccess): Look {
	const look: Look = {
		signature: '',
		beside: '',
		newestMs: 0,
		modifiedAtMs: 0,
		appendedAtMs: 0,
		made: null,
		bornAtMs: 0,
		missing: 0,
	};
	const parts: string[] = [];
	const made = {firstMs: Number.POSITIVE_INFINITY, lastMs: 0};
	let isLeftAlone = true;
	for (const path of paths) {
		const stat = files.stat(path);
		if (stat === null) {
			look.missing++;
			continue;
		}
		parts.push(`${path}\t${stateText(stat)}`);
		look.newestMs = Math.max(look.newestMs, stat.modifiedAtMs);
		if (stat.kind !== 'file') continue;
		look.modifiedAtMs = Math.max(look.modifiedAtMs, stat.modifiedAtMs);
		const writtenMs = lastWriteMs(stat);
		if (writtenMs !== null) look.appendedAtMs = Math.max(look.appendedAtMs, writtenMs);
		isLeftAlone &&= writtenMs === null;
		made.firstMs = Math.min(made.firstMs, stat.bornAtMs ?? 0);
		made.lastMs = Math.max(made.lastMs, stat.bornAtMs ?? 0);
	}
	look.signature = parts.join('\n');
	for (const path of beside) {
		const stat = files.stat(path);
		if (stat === null) continue;
		look.beside += `${path}\t${stateText(stat)}\n`;
		look.newestMs = Math.max(look.newestMs, stat.modifiedAtMs);
	}
	look.bornAtMs = Number.isFinite(made.firstMs) ? made.firstMs : 0;
	if (isLeftAlone && made.lastMs - made.firstMs <= togetherMs) look.made = made;
	return look;
}

/** True where a path that both signatures have is in another state; a reader may come to watch more without any file having changed. */
function changedInBoth(before: string, after: string): boolean {
	const known = new Map(before.split('\n').map(line => line.split('\t') as [string, string]));
	return after.split('\n').some(line => {
		const [path, state] = line.split('\t') as [string, string];
		return known.has(path) && known.get(path) !== state;
	});
}

/** What the paths that a source watches told of it when they were looked at. Times in milliseconds, 0 for none. */
export class WatchedFiles {
	/** The paths; the same array as long as they are the same. */
	paths: readonly string[] = [];
	/** Size, time and inode of every path by then. */
	signature = '';
	/** The same of the files that are no sign of life. */
	besideSignature = '';
	/** Newest modification time so far. */
	modifiedAtMs = noMoment;
	/** The same, only of files that were appended to after they were made: a fresh copy does not count. */
	appendedAtMs = noMoment;
	/** When the files, if there are any, were made, all together, and left alone since; null where that is not so, or nobody knows. */
	made: Made | null = null;
	/** When the first of the files was made here; where nobody knows of one, of none. */
	bornAtMs = noMoment;
	/** True where a path changed when it was being read, so that it may have been read before it changed, or where a path is gone. */
	isUnsettled = false;
	/** Paths that were not there at the last look. */
	private missing = Number.POSITIVE_INFINITY;
	/** True once a path is gone that was there, until what is left was read: what is gone at two readings is gone for good. */
	private hasLost = false;
	/** True where a path changed since growth was taken note of the last time. */
	hasGrown = false;

	constructor(private readonly files: FileAccess) {}

	/**
	 * @param readAtMs when what was just read began to be read, milliseconds
	 * @param besides files that are no sign of life
	 */
	look(paths: readonly string[], readAtMs: number, besides: readonly string[]): void {
		const {signature, beside, newestMs, modifiedAtMs, appendedAtMs, made, bornAtMs, missing} = lookAt(paths, besides, this.files);
		this.besideSignature = beside;
		if (paths.length !== this.paths.length || paths.some((path, i) => path !== this.paths[i])) this.paths = paths;
		this.modifiedAtMs = Math.max(this.modifiedAtMs, modifiedAtMs);
		this.appendedAtMs = Math.max(this.appendedAtMs, appendedAtMs);
		this.made = made;
		this.bornAtMs = bornAtMs;
		this.hasLost ||= missing > this.missing;
		this.missing = missing;
		this.isUnsettled = this.hasLost || (newestMs > readAtMs - tickMs && newestMs < readAtMs + foreignMs);
		if (Number.isFinite(readAtMs)) this.hasLost = false;
		const before = this.signature;
		this.signature = signature;
		this.hasGrown ||= before !== '' && before !== signature && changedInBoth(before, signature);
	}

	/** Looks; true where a path changed since the last look, or may have changed before that without having been read. */
	hasChanged(paths: readonly string[], besides: readonly string[]): boolean {
		const {state, isUnsettled} = this;
		this.look(paths, Number.POSITIVE_INFINITY, besides);
		return isUnsettled || this.state !== state;
	}

	/** Another one whenever anything of it has changed. */
	get state(): string {
		return `${this.signature}\n\n${this.besideSignature}`;
	}

	/** True where a path changed since this was asked the last time. Reading again alone proves nothing: some readers take whole files anew. */
	takeGrowth(): boolean {
		const {hasGrown} = this;
		this.hasGrown = false;
		return hasGrown;
	}
}
