import type {FileAccess} from '../../core/files/files.ts';

const deepest = 8;
const most = 2000;

export interface Plots {
	/** Tables, by path, and the metric that each holds: its path below the folder of all tables. */
	tables: Map<string, string>;
	/** Folders that were looked into; new tables appear in these. */
	folders: string[];
}

/** A column of that name has the value of a metric that is called so, and the step of none: there is no table of it. */
const ofNothing = 'step.tsv';

/** Finds the table of every metric in the folder that they are in: `train/loss` is in train/loss.tsv. */
export function findPlots(root: string, files: FileAccess): Plots {
	const found: Plots = {tables: new Map(), folders: []};
	const look = (folder: string, depth: number) => {
		const entries = files.list(folder);
		if (entries === null || found.folders.length >= most) return;
		found.folders.push(folder);
		for (const {name, kind} of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
			const path = `${folder}/${name}`;
			if (kind === 'directory' && depth < deepest) look(path, depth + 1);
			else if (kind === 'file' && name.endsWith('.tsv') && name !== ofNothing)
				found.tables.set(path, path.slice(root.length + 1, -4));
		}
	};
	look(root, 0);
	return found;
}
