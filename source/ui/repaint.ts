/** Data come up to ten times a second; the eye has enough of five, and a slow link of half the bytes. */
const restMs = 200;

/** Gathers requests for a frame so that one turn of the event loop draws once. */
export class Repaint {
	private wanted = false;
	private over = false;
	private paintedAtMs = 0;
	private timer: NodeJS.Timeout | null = null;

	constructor(
		private readonly paint: () => unknown,
		private readonly clock: () => number,
	) {}

	/** At the end of this turn, when all changes that belong together have come. */
	readonly soon = (): void => {
		if (this.wanted) return;
		this.wanted = true;
		setImmediate(() => {
			if (this.wanted) this.now();
		});
	};

	/** As soon as the last frame is old enough. */
	readonly eventually = (): void => {
		const restLeftMs = this.paintedAtMs + restMs - this.clock();
		if (restLeftMs <= 0) this.soon();
		else this.timer ??= setTimeout(() => this.soon(), restLeftMs);
	};

	now(): void {
		this.wanted = false;
		this.forget();
		if (this.over) return;
		this.paintedAtMs = this.clock();
		this.paint();
	}

	end(): void {
		this.over = true;
		this.forget();
	}

	private forget(): void {
		if (this.timer !== null) clearTimeout(this.timer);
		this.timer = null;
	}
}
