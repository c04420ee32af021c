/**
 * Answers of the engine to numbered wishes, the most lately wished for kept. Where the wanted one has not come yet, another one that is near
 * enough serves until it does.
 */
export class AnswerShelf<Request extends Near & {run: number}, Answer extends {wish: number}, Near = Request> {
	private readonly numbers = new Map<string, number>();
	private readonly requests = new Map<number, Request>();
	private readonly answers = new Map<number, Answer>();
	private readonly nearest = new Map<string, number>();
	private next = 1;

	constructor(
		private readonly capacity: number,
		private readonly keyOf: (request: Request) => string,
		private readonly nearKeyOf: (request: Near) => string,
	) {}

	/** The wish for a request; the same request always gets the same number while it is in use. */
	wish(request: Request): Request & {wish: number} {
		const key = this.keyOf(request);
		let number = this.numbers.get(key);
		if (number === undefined) {
			number = this.next++;
			this.numbers.set(key, number);
			this.requests.set(number, request);
			this.forgetOldest();
		}
		return {wish: number, ...request};
	}

	put(answer: Answer): void {
		const request = this.requests.get(answer.wish);
		if (request === undefined) return;
		this.answers.set(answer.wish, answer);
		this.nearest.set(this.nearKeyOf(request), answer.wish);
	}

	/** The wanted answer, else the latest one that is near; null where nothing has come yet. */
	get(request: Request): Answer | null {
		const number = this.numbers.get(this.keyOf(request));
		const exact = number === undefined ? undefined : this.answers.get(number);
		return exact ?? this.any(request);
	}

	/** The latest answer that is near, null where none has come. */
	any(request: Near): Answer | null {
		const near = this.nearest.get(this.nearKeyOf(request));
		return near === undefined ? null : (this.answers.get(near) ?? null);
	}

	/** Drops the answers for runs that are gone. */
	forgetRun(run: number): void {
		for (const [number, request] of this.requests) if (request.run === run) this.forget(number, request);
	}

	private forgetOldest(): void {
		for (const [number, request] of this.requests) {
			if (this.requests.size <= this.capacity) return;
			this.forget(number, request);
		}
	}

	private forget(number: number, request: Request): void {
		this.requests.delete(number);
		this.answers.delete(number);
		this.numbers.delete(this.keyOf(request));
		const near = this.nearKeyOf(request);
		if (this.nearest.get(near) === number) this.nearest.delete(near);
	}
}
