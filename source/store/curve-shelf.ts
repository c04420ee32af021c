import type {Curve, CurveWish} from '../engine/protocol.ts';

/** A curve as the screen asks for it, before it has a number. */
export type CurveRequest = Omit<CurveWish, 'wish'>;

/** A group of runs on a large screen's page of charts, and the pages beside it. */
const capacity = 800;
const keyOf = (request: CurveRequest) =>
	[nearKeyOf(request), JSON.stringify(request.smoothing), request.width, request.from, request.to, request.chart].join('\u0000');
const nearKeyOf = (request: Pick<CurveRequest, 'run' | 'system' | 'metric' | 'x'>) =>
	[request.run, request.system ? 1 : 0, request.metric, request.x].join('\u0000');

/**
 * Curves that came from the engine, the most lately used ones kept, so that going back to a run shows its curve at once. Where a curve of
 * the wanted width or range has not come yet, another one of the same metric of the same run serves until it does.
 */
export class CurveShelf {
	private readonly numbers = new Map<string, number>();
	private readonly requests = new Map<number, CurveRequest>();
	private readonly curves = new Map<number, Curve>();
	private readonly nearest = new Map<string, number>();
	private next = 1;

	/** The wish for a request; the same request always gets the same number while it is in use. */
	wish(request: CurveRequest): CurveWish {
		const key = keyOf(request);
		let number = this.numbers.get(key);
		if (number === undefined) {
			number = this.next++;
			this.numbers.set(key, number);
			this.requests.set(number, request);
			this.forgetOldest();
		}
		return {wish: number, ...request};
	}

	put(curve: Curve): void {
		const request = this.requests.get(curve.wish);
		if (request === undefined) return;
		this.curves.set(curve.wish, curve);
		this.nearest.set(nearKeyOf(request), curve.wish);
	}

	/** The wanted curve, else the latest one of the same metric and run; null where nothing has come yet. */
	get(request: CurveRequest): Curve | null {
		const number = this.numbers.get(keyOf(request));
		const exact = number === undefined ? undefined : this.curves.get(number);
		if (exact !== undefined) return exact;
		return this.any(request);
	}

	/** The latest curve of the same metric and run over the same x, whatever the range. */
	any(request: Pick<CurveRequest, 'run' | 'system' | 'metric' | 'x'>): Curve | null {
		const near = this.nearest.get(nearKeyOf(request));
		return near === undefined ? null : (this.curves.get(near) ?? null);
	}

	/** Drops the curves of runs that are gone. */
	forgetRun(run: number): void {
		for (const [number, request] of this.requests) if (request.run === run) this.forget(number, request);
	}

	private forgetOldest(): void {
		for (const [number, request] of this.requests) {
			if (this.requests.size <= capacity) return;
			this.forget(number, request);
		}
	}

	private forget(number: number, request: CurveRequest): void {
		this.requests.delete(number);
		this.curves.delete(number);
		this.numbers.delete(keyOf(request));
		if (this.nearest.get(nearKeyOf(request)) === number) this.nearest.delete(nearKeyOf(request));
	}
}
