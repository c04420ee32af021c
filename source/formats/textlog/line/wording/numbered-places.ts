import {byForm} from '../by-form.ts';

/** "3 epoch, loss: 0.5": the number stands before what it counts. In the plural it tells how many there will be. */
const countedBefore = byForm(/^(\d+)(?:st|nd|rd|th)? (epoch|iteration|iter|step|episode|round|generation)(?=\s*[,:;|]|\s+-)/i);
/** "Gen 5 | best: 1.2" of genetic algorithms; "gen 0.5 disc 0.6" are losses. */
const generation = byForm(/^(\[?)gen\.?[ #]*(?=\d+(?: ?\/ ?\d+| of \d+)?(?:\]|\s*[|:,]|\s+-|\s+[a-z]))/i);
/** "Epoch 5: 0.52": a place and a number, of which nothing says what it is. What something took has a unit behind it. */
const nameless = byForm(
	/^(\[?(?:epoch|iteration|iter|step|episode|round|generation) #?\d+(?: ?\/ ?\d+| of \d+)?\]?)\s*(?:[:=|→]|->|=>|[-–—](?=\s))\s*([-+]?\d+\.\d+(?:e[-+]?\d+)?%?)$/i,
);

/** A line whose place or value is written shorter than usual as others say it: "epoch 3, loss: 0.5", "Generation 5 | …", "Epoch 5, value: 0.52". */
export function withNamedPlace(line: string): string {
	const text = line.trim();
	const before = countedBefore.exec(text);
	if (before !== null) return `${before[2]} ${before[1]}${text.slice(before[0].length)}`;
	const short = generation.exec(text);
	if (short !== null) return `${short[1]}Generation ${text.slice(short[0].length)}`;
	const bare = nameless.exec(text);
	return bare === null ? line : `${bare[1]}, value: ${bare[2]}`;
}
