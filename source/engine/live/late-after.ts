/** Says when so many milliseconds from now are over. */
export function lateAfter(spanMs: number): () => boolean {
	const untilMs = performance.now() + spanMs;
	return () => performance.now() >= untilMs;
}
