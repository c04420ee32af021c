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
		// A progress bar may come in thousands of pieces without a line's end: only those with one are worth to put together.
		const whole = text.lastIndexOf('\n') + 1;
		if (whole > 0) this.give(this.open[stream] + text.slice(0, whole), atMs);
		this.open[stream] = whole > 0 ? text.slice(whole) : this.open[stream] + text;
	}

	/** Gives unfinished lines too: a prompt or a progress bar may stay for long. */
	flush(): void {
		for (const stream of ['out', 'error'] as const) {
			if (this.open[stream] !== '') this.give(this.open[stream], this.atMs);
			this.open[stream] = '';
		}
	}
}
