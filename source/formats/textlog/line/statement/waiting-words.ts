import {isMetricName} from '../../../plain/names/telling.ts';
import type {Token} from '../tokens/token.ts';
import {indexAt, isMark, skipList} from '../tokens/token-places.ts';
import {counterOf, isPhase} from '../words.ts';
import {isShortened} from './value-names.ts';

/** Things that are evaluated one by one, few of them. */
const numbered = /^(?:class|label|category|task|horizon)$/i;

/** The words of a line that wait for a number or a mark to show what they are, and the sign behind them: what marks among them make of them. */
export class WaitingWords {
	words: string[] = [];
	/** ':' or '=', or '' where none stands behind them. */
	sign = '';

	constructor(private readonly tokens: readonly Token[]) {}

	get last(): string | undefined {
		return this.words.at(-1);
	}

	clear(): void {
		this.words = [];
		this.sign = '';
	}

	/** True where the number at `i` is that of one of several things, which heads the line: "Class 0: acc 0.5". */
	isNumbered(i: number): boolean {
		return (
			this.words.length === 1 && i === 1 && this.sign === '' && isMark(this.tokens[i + 1], ':') && numbered.test(this.words[0]!)
		);
	}

	/** Takes "is" for a sign where it leads to the value of a metric: "The RMSE is 18.06." */
	takeIs(): void {
		if (this.sign === '' && this.last === 'is' && isMetricName(this.words.at(-2) ?? '')) this.sign = ':';
	}

	/** True for an arrow at `i` that leads from a metric to its values by their data: "Top-1 acc → Train: 0.9, Val: 0.8". */
	leadsToData(i: number): boolean {
		const following = this.tokens[i + 1];
		const isArrow = isMark(this.tokens[i], '→') && this.sign === '' && isMetricName(this.last ?? '');
		return isArrow && following?.kind === 'word' && isPhase(following.text) && isMark(this.tokens[i + 2], ':');
	}

	/** Takes numbers in brackets into the name before them, where they belong to that; gives the index of the token that closes them, else `i`. */
	takeIndex(i: number): number {
		const {last} = this;
		const index = this.sign !== '' || last === undefined || counterOf(last) !== null ? null : indexAt(this.tokens, i);
		if (index === null) return i;
		this.words[this.words.length - 1] = last + index.text;
		return index.end;
	}

	/** Takes a full stop that only shortens a word: "Grad. Norm: 0.1", "Acc.: 0.9"; false where it ends what is said. */
	takePeriod(i: number): boolean {
		const {last} = this;
		const following = this.tokens[i + 1];
		if (last === undefined || this.sign !== '') return false;
		if (isMark(following, ':') || isMark(following, '=')) return true;
		if (following?.kind !== 'word' || !isShortened(last)) return false;
		this.words[this.words.length - 1] = `${last}.`;
		return true;
	}

	/** Index of the last token of the list that is the value of a name, `i` where none opens there: several numbers are no one value. */
	listEnd(i: number): number {
		const {last} = this;
		// "STEPS: (40, 70)" of a printed configuration counts nothing.
		const isSetting = this.sign !== '' && isMark(this.tokens[i], '(');
		if (last === undefined || (counterOf(last) !== null && !isSetting)) return i;
		return this.sign !== '' || isMark(this.tokens[i], '[') ? skipList(this.tokens, i) : i;
	}

	/** The one word in the brackets that the mark at `i` closes: "[valid]", "(train)"; '' where it closes none, or more. */
	bracketedAt(i: number): string {
		const opening = isMark(this.tokens[i], ']') ? '[' : isMark(this.tokens[i], ')') ? '(' : null;
		const isOne = this.words.length === 1 && this.sign === '';
		return opening !== null && isOne && isMark(this.tokens[i - 2], opening) ? this.words[0]! : '';
	}

	/** True for a bracket at `i` behind one word that says what the names and values in it are of: "tot_loss[loss=0.5, simple_loss=0.4]". */
	leadsGroup(i: number): boolean {
		const [word] = this.words;
		const isOne = this.words.length === 1 && this.sign === '' && this.tokens[i + 1]?.kind === 'word';
		return isOne && isMark(this.tokens[i + 2], '=') && !isPhase(word!) && counterOf(word!) === null;
	}

	/**
	 * True for an arrow behind the number at `i` that leads to the value of now. False in prose, which names no value: "Model is improving ppl: inf --> 150.3", "Epoch 3: val loss decreased (0.5 --> 0.4)".
	 * @param isCounted true where the line has said a counter
	 */
	goesOnBehindArrow(i: number, isCounted: boolean): boolean {
		const {last} = this;
		if (last === undefined || counterOf(last) !== null || isMark(this.tokens[i - 1], '(')) return false;
		return isCounted || (this.sign !== '' && this.words.length === 1);
	}
}
