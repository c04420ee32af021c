/** Directories beside runs in xtui's own layout, on the same disk, into which they are moved when they are put away. */
export const shelfNames = {trash: '.xtui-trash', archive: '.xtui-archive'} as const;

/** True for a run that lies in one of them, as its path alone tells before anything of it was read. */
export function liesOnShelf(path: string): boolean {
	const parts = path.split('/');
	return Object.values(shelfNames).some(name => parts.includes(name));
}

/** True for a directory that is being copied or removed, or was when its program was killed: it is no run (`io/directories`). */
export const isUnfinished = (name: string): boolean => /^\..+\.\d+\.(?:tmp|gone)$/.test(name);
