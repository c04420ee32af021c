import type {MediaAnswer, MediaWish} from '../engine/protocol.ts';

/** A picture, distribution or text as the screen asks for it. */
export type MediaRequest = Omit<MediaWish, 'wish'>;

const capacity = 200;
const keyOf = ({run, name, step, cols, rows}: MediaRequest) => [run, name, step, cols, rows].join('\u0000');
const nearKeyOf = ({run, name}: MediaRequest) => [run, name].join('\u0000');

/** What came from the engine, the latest kept; until what is wanted comes, the last one of the same name serves. */
export class MediaShelf {
	private readonly numbers = new Map<string, number>();
	private readonly requests = new Map<number, MediaRequest>();
	private readonly answers = new Map<number, MediaAnswer>();
	private readonly nearest = new Map<string, number>();
	private next = 1;

	wish(request: MediaRequest): MediaWish {
		const key = keyOf(request);
		let number = this.numbers.get(key);
		if (number === undefined) {
			number = this.next++;
			this.numbers.set(key, number);
			this.requests.set(number, request);
			for (const [oldest, old] of this.requests) {
				if (this.requests.size <= capacity) break;
				this.requests.delete(oldest);
				this.answers.delete(oldest);
				this.numbers.delete(keyOf(old));
			}
		}
		return {wish: number, ...request};
	}

	put(answer: MediaAnswer): void {
		const request = this.requests.get(answer.wish);
		if (request === undefined) return;
		this.answers.set(answer.wish, answer);
		this.nearest.set(nearKeyOf(request), answer.wish);
	}

	get(request: MediaRequest): MediaAnswer | null {
		const number = this.numbers.get(keyOf(request));
		const exact = number === undefined ? undefined : this.answers.get(number);
		return exact ?? this.answers.get(this.nearest.get(nearKeyOf(request)) ?? -1) ?? null;
	}
}
