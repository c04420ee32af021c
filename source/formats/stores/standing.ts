/** Runs for which what an earlier start has kept stands: nothing of them is told again, until something comes that it did not know. */
export class Standing {
	private keys = new Set<string>();
	/** Runs that were deleted since. */
	private readonly gone = new Set<string>();
	private isResuming = false;
	/** True where something came of one of them, or a deleted one came back: all is to be read anew. */
	isUpset = false;

	get all(): ReadonlySet<string> {
		return this.keys;
	}

	has(key: string): boolean {
		return this.keys.has(key);
	}

	/** True for a run of which nothing is told; what is read while reading is resumed was known. */
	passes(key: string): boolean {
		if (!this.keys.has(key)) return false;
		if (!this.isResuming) this.isUpset = true;
		return true;
	}

	/** Names them, and reads what is to be told of all others. */
	resume(keys: Set<string>, read: () => void): void {
		this.keys = keys;
		this.isResuming = true;
		read();
		this.isResuming = false;
	}

	/** Takes note that a run was deleted. */
	leave(key: string): void {
		this.gone.add(key);
	}

	/** Takes note that there is a run: with one that was deleted, as a backup has it, points came back that lie between those that were read. */
	enter(key: string): void {
		if (this.gone.has(key)) this.isUpset = true;
	}

	/** Takes one out, whose points are read after all. */
	release(key: string): void {
		this.keys.delete(key);
	}
}
