/** The last name of a path: `c.log` of `/a/b/c.log`. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The directory that a path lies in, by the path alone: `/a/b` of `/a/b/c.log`; empty at the root and for a bare name. */
export const directoryOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** True for a directory itself and for all that lies in it, at any depth; both paths without a slash at their end. */
export function isWithin(path: string, directory: string): boolean {
	return path.startsWith(directory) && (path.length === directory.length || path[directory.length] === '/');
}

/** Where the nearest directory of that name lies that a path is in: `/x` for `out` and `/x/out/a/b`; null where it is in none. */
export function placeAbove(path: string, name: string): string | null {
	const parts = path.split('/');
	const at = parts.lastIndexOf(name, -2);
	return at < 1 || name === '' ? null : parts.slice(0, at).join('/') || '/';
}

/** How many names two paths have in common from their beginning on. */
export function countAlike(one: readonly string[], other: readonly string[]): number {
	const end = one.findIndex((part, i) => part !== other[i]);
	return end < 0 ? one.length : end;
}
