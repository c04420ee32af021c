import type {Output} from './messages.ts';

/**
 * Joins the pieces that `print` leaves in the log ("step", " ", "0", "\n"), stream by stream, so that a line of one stream is not torn by one
 * of the other.
 */
export class Console {
	private readonly open = {out: '', error: ''};
	private atMs: number | null = null;

	constructor(private readonly give: (text: string, atMs: number | null) => void) {}

	add({isError, atMs, text}: Output): void {
		const stream = isError ? 'error' : 'out';
		this.atMs = atMs;
		const joined = this.open[stream] + text;
		const whole = joined.lastIndexOf('\n') + 1;
		if (whole > 0) this.give(joined.slice(0, whole), atMs);
		this.open[stream] = joined.slice(whole);
	}

	/** Gives unfinished lines too: a prompt or a progress bar may stay for long. */
	flush(): void {
		for (const stream of ['out', 'error'] as const) {
			if (this.open[stream] !== '') this.give(this.open[stream], this.atMs);
			this.open[stream] = '';
		}
	}
}
