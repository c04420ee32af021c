import type {Pair} from './said.ts';

const means = /^(?:avg|average|mean)$/i;

/** Knows what words beside brackets say of the values in and behind them: "[Avg] loss 0.5", "tot_loss[loss=0.5, simple_loss=0.4]". */
export class LineScope {
	/** What a word in brackets says of all values behind it. */
	private scope = '';
	/** The word before a bracket that is open. */
	private group = '';

	/** Takes a word that stands in brackets alone; true where it is one for the values behind it. */
	take(word: string): boolean {
		if (!means.test(word)) return false;
		this.scope = `${word} `;
		return true;
	}

	/** Takes the word before a bracket of names and values. */
	enter(word: string): void {
		this.group = word;
	}

	/** Takes that the bracket is closed. */
	leave(): void {
		this.group = '';
	}

	/** The name of a value here: in a group that which the line has said already is told from that one by the group. */
	nameIn(name: string, pairs: readonly Pair[]): string {
		const isTaken = this.group !== '' && pairs.some(pair => pair.name === name);
		return this.scope + (isTaken ? `${this.group} ${name}` : name);
	}
}
