import type {FileAccess} from './files.ts';

/** Bytes of these files together, as they are now; one that is not there has none. */
export const sizeOf = (paths: readonly string[], files: FileAccess): number =>
	paths.reduce((bytes, path) => bytes + (files.stat(path)?.size ?? 0), 0);
