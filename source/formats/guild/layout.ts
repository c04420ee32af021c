/** Names in a Guild home (guildai 0.9.0, guild/run.py and guild/var.py). */
export const fileNames = {
	own: '.guild',
	operation: 'opref',
	attributes: 'attrs',
	lock: 'LOCK',
	remoteLock: 'LOCK.remote',
	pending: 'PENDING',
	staged: 'STAGED',
	output: 'output',
	outputIndex: 'output.index',
	prototype: 'proto',
	manifest: 'manifest',
} as const;

/** Ids that Guild makes. */
export const idForm = /^[0-9a-f]{32}$/;

/**
 * What a run says that its id is; null where it says none. Trials of Guild 0.7 have the name of their batch's prototype there, of which they are copies;
 * later versions write the id anew (guild/batch_util.py).
 */
export const ownId = (said: string | null | undefined): string | null => (said && said !== fileNames.prototype ? said : null);

export interface Place {
	/** Absolute path of the run. */
	path: string;
	/** Name of its directory, which is its id. */
	name: string;
	/** Directory with its runs and its trash. */
	home: string;
	isDeleted: boolean;
}

/** Where a run directory stands: `HOME/runs/ID` or, once deleted, `HOME/trash/runs/ID`; an exported one stands anywhere. */
export function placeOf(path: string): Place {
	const at = path.lastIndexOf('/');
	const above = path.slice(0, at);
	const isDeleted = above.endsWith('/trash/runs');
	const home = isDeleted
		? above.slice(0, -'/trash/runs'.length)
		: above.endsWith('/runs')
			? above.slice(0, -'/runs'.length)
			: above;
	return {path, name: path.slice(at + 1), home, isDeleted};
}

/** True for the copy of a run that a batch keeps inside itself to make its trials from. */
export const isPrototype = (path: string): boolean => path.endsWith(`/${fileNames.own}/${fileNames.prototype}`);
