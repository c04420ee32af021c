import type {Problem} from '../../core/run.ts';
import type {Registry} from '../registry.ts';

const archive = /\.(?:zip|tar|tgz|tbz2?|txz|7z|rar|(?:tar\.)?(?:gz|bz2|xz|zst))$/i;

/**
 * Of files that a person named, those of which no run was read. A file stands for the directory that it lies in.
 * @param files absolute paths, links followed
 */
export function findUnread(files: readonly string[], {handles, runs}: Pick<Registry, 'handles' | 'runs'>): string[] {
	if (files.length === 0) return [];
	const read = new Set([
		...[...handles.values()].flatMap(handle => [handle.claim.path, ...handle.claim.files, ...handle.watched()]),
		...[...runs.values()].flatMap(({facts}) => facts.logFiles),
	]);
	return files.filter(file => !read.has(file));
}

/** What to do where no run was read from a file: who names an archive may mean what is in it. '' where there is nothing. */
export const hintFor = (file: string): string => (archive.test(file) ? '; unpack it to look at what it holds' : '');

/** The files that a person named, as long as no run was read from them: one may be written to later. */
export class NamedFiles {
	private left: readonly string[] = [];
	private askedAt = '';

	add(files: readonly string[]): void {
		this.left = files;
	}

	/**
	 * What to say of them; nothing before all was read once.
	 * @param isRead whether there is nothing to read now
	 */
	remarks(registry: Registry, isRead: boolean): Problem[] {
		if (this.left.length === 0) return [];
		// Only another source reads what none has read.
		const at = `${registry.handles.size} ${registry.kinVersion}`;
		if (isRead && at !== this.askedAt) {
			this.left = findUnread(this.left, registry);
			this.askedAt = at;
		}
		if (this.askedAt === '') return [];
		return this.left.map(file => ({
			file,
			message: `no run was read from this file${hintFor(file) || '; its directory stands for it'}`,
		}));
	}
}
