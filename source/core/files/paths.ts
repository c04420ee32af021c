/** True for a directory itself and for all that lies in it, at any depth; both paths without a slash at their end. */
export function isWithin(path: string, directory: string): boolean {
	return path.startsWith(directory) && (path.length === directory.length || path[directory.length] === '/');
}
