const consonants = 'bdfghjklmnprstvz';
const vowels = 'aiou';
const form = new RegExp(`^(?:[${consonants}][${vowels}]){2}[${consonants}]$`);

/** A number of 16 bits as a word of five letters that can be spoken (Wilkerson, "A Proposal for Proquints", 2009). */
export function proquint(bits: number): string {
	return [12, 10, 6, 4, 0]
		.map((shift, i) => (i % 2 === 0 ? consonants[(bits >>> shift) & 15] : vowels[(bits >>> shift) & 3]))
		.join('');
}

/** The first 32 bits of hexadecimal text as two words: `700b40c7…` is `labar-hagal`. Null where it does not begin with 8 such digits. */
export function proquintsOfHex(hex: string): string | null {
	if (!/^[0-9a-f]{8}/i.test(hex)) return null;
	return `${proquint(Number.parseInt(hex.slice(0, 4), 16))}-${proquint(Number.parseInt(hex.slice(4, 8), 16))}`;
}

/** True for the word of a number of 16 bits. */
export const isProquint = (word: string): boolean => form.test(word);
