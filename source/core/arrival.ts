/** When a run came to its place, milliseconds since the epoch, by its own record, or by when its directory was made here: a copy makes that new. */
export interface Arrival {
	atMs: number;
	by: 'record' | 'disk';
}
