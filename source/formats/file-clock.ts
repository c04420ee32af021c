import type {FileAccess} from '../core/files/files.ts';

/** The time now by the clock of some files, which tests set, else that of this machine; milliseconds since the epoch. */
export const nowOf = (files: FileAccess): number => files.now?.() ?? Date.now();
