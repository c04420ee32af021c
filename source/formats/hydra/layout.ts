import type {FileAccess} from '../../core/files/files.ts';
import type {Listing} from '../format.ts';

const own = ['config.yaml', 'overrides.yaml', 'hydra.yaml'];
const deepest = 3;
const mostListings = 200;
const mostFolders = 12;

/**
 * The folder in which Hydra put a job's config: `.hydra`, or one of any name with all three files (`hydra.output_subdir`). Null where there is none.
 * A name that does not speak of Hydra is only looked into beside a log, which Hydra writes for every job unless told not to.
 */
export function configFolder({path, entries}: Listing, files: FileAccess): {files: string[]} | null {
	const folders = entries.filter(({kind}) => kind === 'directory');
	const named = folders.filter(({name}) => /hydra/i.test(name));
	const hasLog = entries.some(({name, kind}) => kind === 'file' && name.endsWith('.log'));
	const others = hasLog && folders.length <= mostFolders ? folders.filter(folder => !named.includes(folder)) : [];
	for (const {name} of [...named, ...others]) {
		const names = new Set((files.list(`${path}/${name}`) ?? []).map(entry => entry.name));
		const found = own.filter(file => names.has(file));
		const enough = name === '.hydra' ? found.length > 0 : found.length === own.length;
		if (enough) return {files: found.map(file => `${path}/${name}/${file}`)};
	}
	return null;
}

/** True where jobs have directories of their own further down: with `hydra.run.dir=.` the whole project is one job's directory. */
export function hasRunsBelow(listing: Listing, files: FileAccess): boolean {
	let listings = 0;
	const look = ({path, entries}: Listing, depth: number): boolean => {
		const folders = entries.filter(({name, kind}) => kind === 'directory' && !name.startsWith('.') && name !== 'node_modules');
		for (const {name} of folders) {
			if (++listings > mostListings) return false;
			const below = {path: `${path}/${name}`, entries: files.list(`${path}/${name}`) ?? []};
			if (below.entries.some(entry => entry.name === '.hydra' || entry.name === 'multirun.yaml')) return true;
			if (depth < deepest && look(below, depth + 1)) return true;
		}
		return false;
	};
	return look(listing, 1);
}
