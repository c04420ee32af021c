/** When a run came to its place, by its own record, or by when its directory was made here: a copy makes that new. */
export interface Arrival {
	/** Milliseconds since the epoch. */
	atMs: number;
	by: 'record' | 'disk';
	/** When the directory above was made here, milliseconds since the epoch: what was said before that was perhaps put back, with all below it. */
	heldSinceMs?: number;
}
