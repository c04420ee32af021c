/** Gathers requests for a frame so that one turn of the event loop draws once. */
export class Repaint {
	private wanted = false;
	private over = false;

	constructor(private readonly paint: () => void) {}

	/** At the end of this turn, when all changes that belong together have come. */
	readonly soon = (): void => {
		if (this.wanted) return;
		this.wanted = true;
		setImmediate(() => {
			if (this.wanted) this.now();
		});
	};

	now(): void {
		this.wanted = false;
		if (!this.over) this.paint();
	}

	end(): void {
		this.over = true;
	}
}
