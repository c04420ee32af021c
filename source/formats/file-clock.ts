import type {FileAccess} from '../core/files/files.ts';

/** The time now by the clock of some files, which tests set, else that of this machine; milliseconds since the epoch. */
export const nowOf = (files: FileAccess): number => files.now?.() ?? Date.now();

/** A directory that changed this shortly before it was listed may change again within the same tick of its file system's clock. */
export const settledAfterMs = 2000;
