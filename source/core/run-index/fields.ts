import type {Readable} from '../query/columns/table.ts';

/** What of a run is kept besides its fields: where it lies, and its last sign of life, from which ages are worked out. */
export const pathOfRun: Readable = {id: 'path', read: ({path}) => path};
export const lastSign: Readable = {id: 'last sign', read: ({updatedAtMs}) => updatedAtMs};
