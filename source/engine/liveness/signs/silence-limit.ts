/** Silence that is explained, milliseconds, and why so long. */
export interface SilenceLimit {
	stallAfterMs: number;
	stallReason: string;
}
