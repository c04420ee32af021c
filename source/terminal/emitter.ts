type Listener<T> = (value: T) => void;

/** One kind of event. */
export class Emitter<T> {
	private readonly listeners = new Set<Listener<T>>();

	get hasListeners(): boolean {
		return this.listeners.size > 0;
	}

	/** Returns the way to stop listening. */
	readonly on = (listener: Listener<T>): (() => void) => {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	};

	emit(value: T): void {
		for (const listener of [...this.listeners]) listener(value);
	}
}
