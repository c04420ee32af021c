/** First and last moment that the records of a run tell, milliseconds since the epoch; null before one has. */
export class SeenMoments {
	firstMs: number | null = null;
	newestMs: number | null = null;

	see(atMs: number | null): void {
		if (atMs === null || Number.isNaN(atMs)) return;
		this.firstMs = Math.min(this.firstMs ?? atMs, atMs);
		this.newestMs = Math.max(this.newestMs ?? atMs, atMs);
	}
}
