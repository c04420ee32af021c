import {madeOnce} from '../../../core/made-once.ts';
import type {Message} from '../line/prefix/prefix.ts';

/** Numbers that rise alike, of which ranks would hardly be so many in their order. */
const fewestNumbers = 4;
const counter = /(?:step|iter|iteration|epoch|batch|update)s?\b/i;

/**
 * Picks the lines of one process out of the mixed output of a job: its ranks print the same steps at different moments with different
 * values, and one curve cannot follow them all.
 */
export class RankFilter {
	/** The lowest rank that has said where it is, or what it measured: a rank 0 may only load data, and the last one log the loss. */
	private first: number | null = null;
	/** Rank of the line that was taken last, null for one of nobody. */
	private speaker: number | null = null;
	/** True where a number that stands alone before a colon is a rank: "0: loss 2.5" of srun. */
	areSure = false;
	private zeros = 0;
	/** The last of such numbers, how many there were, and how far each is from the one before; NaN where they differ in that. */
	private last = Number.NaN;
	private numbers = 0;
	private gap: number | null = null;
	/** True where a line behind such a number counts itself. */
	private areCounted = false;
	/** True once such a number was taken for a step, or a row of a higher rank for one of the process that is followed. */
	private wasMistaken = false;
	private readonly workers = new Map<string, Follower>();

	/** @param noteMistake called once where a line has shown that lines before were read otherwise than ranks are */
	constructor(private readonly noteMistake: () => void = () => {}) {}

	/** True for lines whose numbers count: those of no higher rank than one that had rows, and those of nobody in particular. */
	accepts({rank, isBare, worker, text}: Message): boolean {
		this.speaker = null;
		if (worker !== null && !this.follows(worker, text)) return false;
		if (rank === null) return true;
		if (isBare && !this.areSure && !this.isRank(rank, text)) return true;
		this.speaker = rank;
		return this.first === null || rank <= this.first;
	}

	/** Takes that the last line had values or progress; true where these are in place of the rows of a higher rank. */
	takeRow(): boolean {
		const {speaker, first} = this;
		if (speaker === null || speaker === first) return false;
		this.first = speaker;
		return first !== null;
	}

	/** Takes that the number before the last line was taken for its step. */
	noteCounted(): void {
		this.wasMistaken = true;
	}

	/** A counter passes 0 once ("0: loss 2.5", "100: loss 2.3"), or begins anew after some more; a rank 0 speaks again. */
	private isRank(rank: number, text: string): boolean {
		const isCounted = counter.test(text);
		if (rank === 0) this.zeros++;
		if (this.zeros < 2) {
			if (this.numbers > 0) this.gap = this.gap === null || this.gap === rank - this.last ? rank - this.last : Number.NaN;
			this.wasMistaken ||= isCounted && rank > 0;
			this.areCounted ||= isCounted;
			this.last = rank;
			this.numbers++;
			return false;
		}
		// Ranks follow one another; steps of which a row is printed are apart.
		const areSteps = this.numbers >= fewestNumbers && this.gap !== null && this.gap > 1 && !this.areCounted;
		if (areSteps && !isCounted) return false;
		this.areSure = true;
		if (this.wasMistaken) this.noteMistake();
		return true;
	}

	/** Processes of one kind do the same work; those of another kind have other things to say. */
	private follows(worker: string, text: string): boolean {
		const kind = worker.slice(0, worker.indexOf(' '));
		return madeOnce(this.workers, kind, () => new Follower(worker)).accepts(worker, text);
	}
}

/** Lines of another process after which the one that was followed is taken to be gone. */
const longestSilence = 20;

/** Follows one process among many, whose numbers say nothing of their ranks, until it is silent for long or another one says that it is the first. */
class Follower {
	private readonly others = new Map<string, number>();

	constructor(private current: string) {}

	accepts(worker: string, text: string): boolean {
		if (worker !== this.current) {
			const lines = (this.others.get(worker) ?? 0) + 1;
			this.others.set(worker, lines);
			if (lines <= longestSilence && !/\brank=0\b/.test(text)) return false;
			this.current = worker;
		}
		if (this.others.size > 0) this.others.clear();
		return true;
	}
}
