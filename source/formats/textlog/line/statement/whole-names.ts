import {isMetricName} from '../../../plain/names/telling.ts';
import type {Pair} from './said.ts';
import {isQualified, wholeNameOf} from './value-names.ts';

/**
 * Knows how many of the words before "=" are a name. Among other values of a line all are: "step=1, loss=0.2, Depth Loss=0.1". At its beginning
 * they may be what happened: "epoch finished loss=0.2".
 */
export class WholeNames {
	/** True where the words stand behind a value, or a mark that parts it from the next one. */
	private isAmongValues = false;
	/** How many of the words stand before the last bracket or quotation mark. */
	private outside = 0;
	/** Pairs that go by their last word, with their whole names. */
	private readonly shortened: {pair: Pair; whole: string}[] = [];

	/** Takes that words begin behind a value, or a mark behind one. */
	beginAmongValues(): void {
		this.isAmongValues = true;
		this.outside = 0;
	}

	/** Takes that words begin anywhere else. */
	begin(): void {
		this.isAmongValues = false;
		this.outside = 0;
	}

	/** Takes a bracket or quotation mark behind that many words. */
	takeJoint(words: number): void {
		this.outside = words;
		this.isAmongValues = false;
	}

	/** The name that the words are for certain; null where their last one has to do, or nothing but that is there. */
	find(words: readonly string[]): string | null {
		const whole = wholeNameOf(words.slice(this.outside));
		return whole !== null && (this.isAmongValues || isQualified(whole)) ? whole : null;
	}

	/** Takes a pair that goes by the last of these words, which is that name. */
	shorten(pair: Pair, words: readonly string[], name: string): void {
		const whole = wholeNameOf(words.slice(this.outside));
		if (whole !== null) this.shortened.push({pair, whole: pair.name.slice(0, -name.length) + whole});
	}

	/**
	 * Gives those pairs their whole names whose last word the names of others end in too, "cls loss=0.1, box loss=0.2", or whose metric others are of
	 * too: "Loss G=0.1, Loss D=0.2".
	 */
	tellApart(pairs: readonly Pair[]): void {
		for (const {pair, whole} of this.shortened) {
			const isLike = ({name}: Pair) => name === pair.name || (name.endsWith(` ${pair.name}`) && !isQualified(name));
			const head = headOf(whole);
			const isOfSame = (name: string) => headOf(name) === head && isMetricName(head);
			const isAny = pairs.some(other => other !== pair && (isLike(other) || isOfSame(other.name)));
			if (isAny || this.shortened.some(other => other.pair !== pair && isOfSame(other.whole))) pair.name = whole;
		}
	}
}

/** All but the last word of a name. */
const headOf = (name: string): string => name.slice(0, Math.max(0, name.lastIndexOf(' ')));
