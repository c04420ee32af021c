import {nameForData} from '../../../plain/names/data-words.ts';
import {byForm} from '../../line/by-form.ts';
import type {Statement} from '../../line/statement/said.ts';
import {isPhase, isTraining} from '../../line/words.ts';

/** "train:", "--- Validation results ---", "- test data:" */
const head = byForm(
	/^[-*=#\s]*([A-Za-z]+)(?:\s*:| (?:metrics?|results?|stats?|scores?|summary|performance)\s*:?| (?:data(?:set)?|set|split)\s*:)[-*=#\s]*$/i,
);
/** "--- val ---", "[Val]": no colon says that something follows, but nothing else is a line of its own like that. */
const alone = byForm(
	/^\s*(?:([-*=#~])\1+ *(train(?:ing)?|val(?:id(?:ation)?)?|dev|test|eval(?:uation)?) *\1{2,}|\[(\w+)\]:?)\s*$/i,
);
/** What stands behind other words of a place: "Epoch 1 - Evaluation time (seconds): 1.23 - Test metrics:" of ignite's examples. */
const tail = byForm(/\d.*[^A-Za-z]([A-Za-z]+) (?:metrics?|results?|stats?|scores?|summary|performance)\s*:\s*$/i);
const longestHead = 60;
const longestTailed = 120;

interface Head {
	indent: number;
	data: string;
}

/**
 * Knows the data that the head of a block says its values are of: "val:" over "  loss: 0.5". A block is what lies deeper than its head, or the lines
 * right below that say nothing but values, each another one.
 */
export class BlockHeads {
	private heads: Head[] = [];
	/** The head whose values have followed one another up to this line. */
	private above: Head | null = null;
	private readonly said = new Set<string>();
	/** True for a line that is such a head. */
	isHead = false;
	private goesOn = false;

	/** The data that the line above is the head of, '' where that is training, or it is no head. */
	get heading(): string {
		const data = this.isHead ? undefined : this.above?.data;
		return data === undefined || isTraining(data) ? '' : data;
	}

	/**
	 * Takes a line.
	 * @param indent how many blanks it begins with
	 */
	take(text: string, indent: number): void {
		this.isHead = false;
		if (!this.goesOn) this.above = null;
		this.goesOn = false;
		if (indent === text.length) return;
		while (this.heads.length > 0 && this.heads.at(-1)!.indent >= indent) this.heads.pop();
		const data = headOf(text) ?? tailOf(text);
		if (data === undefined || !isPhase(data)) return;
		this.isHead = true;
		this.above = {indent, data};
		this.heads.push(this.above);
		this.said.clear();
		this.goesOn = true;
	}

	/** Names the values of a line in a block by its data; training goes without saying where it has said nothing else of that step. */
	apply({pairs, counters, looseWords, phase}: Statement): void {
		const known = this.heads.at(-1) ?? this.above;
		if (known === null || this.isHead || counters.length > 0 || looseWords > 0 || phase !== null) return;
		if (this.heads.length === 0 && pairs.some(pair => this.said.has(pair.name))) return;
		this.goesOn = pairs.length > 0;
		for (const pair of pairs) this.said.add(pair.name);
		for (const pair of pairs)
			if (isTraining(known.data)) pair.dataBefore ??= `${known.data} `;
			else pair.name = nameForData(known.data, pair.name);
	}
}

function headOf(text: string): string | undefined {
	if (text.length >= longestHead) return undefined;
	const lone = alone.exec(text);
	return head.exec(text)?.[1] ?? lone?.[2] ?? lone?.[3];
}

const tailOf = (text: string): string | undefined =>
	text.length < longestTailed && text.trimEnd().endsWith(':') ? tail.exec(text)?.[1] : undefined;
