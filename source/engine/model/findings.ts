import {madeOnce} from '../../core/made-once.ts';

/** What comparing the points of two layers tells of a question: 'unknown' where they have too little in common. */
export type Comparison = 'same' | 'other' | 'unknown';

/** What was asked of two layers: have they the same curves, do their moments or values prove it, was one printed of what the other was told. */
export type Question = 'curves' | 'proofs' | 'printed';

/** Findings as they are kept from one start to the next. Plain data. */
export interface KeptFindings {
	mark: number;
	found: [string, Comparison][];
}

/** So many are kept: of thousands of runs each is like few. */
const most = 500;

/** No other one is alike. */
const makeMark = (): number => Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);

/** What was found by holding the points of a layer against those of others, for as long as both stay as they are: points that were let go of are not read again for it. */
export class Findings {
	// No mark; a small integer would have each of them made anew once it gets one.
	private markNow = Number.NaN;
	private markedVersion = -1;
	private found = new Map<string, Comparison>();
	/** All that was found in this start, with the mark of the other one: what has no room above is not compared again at each look. */
	private recent: Map<Question, WeakMap<Findings, {mark: number; finding: Comparison}>> | null = null;
	/** True where something was found since it was kept. */
	isFresh = false;

	/** @param layer whose version tells whether it is as it was */
	constructor(private readonly layer: {readonly version: number}) {}

	/** Tells what the layer holds from all that layers ever held, in any start. */
	get mark(): number {
		this.renew();
		return this.markNow;
	}

	private get foundNow(): Map<string, Comparison> {
		this.renew();
		return this.found;
	}

	/** Forgets what was found of a layer that has changed since. */
	renew(): void {
		if (this.markedVersion !== this.layer.version) this.take({mark: makeMark(), found: []});
	}

	/** Takes over what an earlier start has kept of it as it is now. */
	take({mark, found}: KeptFindings): void {
		this.markNow = mark;
		this.found = new Map(found);
		this.recent = null;
		this.markedVersion = this.layer.version;
		this.isFresh = false;
	}

	/** What to keep of it. */
	keep(): KeptFindings {
		const found = [...this.foundNow];
		this.isFresh = false;
		return {mark: this.mark, found};
	}

	/** Takes note that the layer holds what it did when it was renewed last: the same files were read again. */
	holdOn(): void {
		this.markedVersion = this.layer.version;
	}

	/** What was found of it and another one as both are now. */
	recall(question: Question, other: Findings): Comparison | undefined {
		const {foundNow} = this;
		const recent = this.recent?.get(question)?.get(other);
		return recent?.mark === other.mark ? recent.finding : foundNow.get(keyOf(question, other));
	}

	note(question: Question, other: Findings, finding: Comparison): void {
		const {foundNow} = this;
		const [oldest] = foundNow.keys();
		if (foundNow.size >= most) foundNow.delete(oldest!);
		foundNow.set(keyOf(question, other), finding);
		this.recent ??= new Map();
		const recent = madeOnce(this.recent, question, () => new WeakMap());
		recent.set(other, {mark: other.mark, finding});
		this.isFresh = true;
	}
}

const keyOf = (question: Question, {mark}: Findings): string => `${question} ${mark}`;
