/** Which words of a column that come in turns may be names: of metrics, of parts of a model, of data. */

/** Names of a column whose numbers may say the same as words do: of which of several parts of a model, or of its work, a row is. */
const numbered = /^(?:layer|block|head|expert|task|env|class|group|(?:data)?loader)(?:_?(?:idx|index))?$/i;
/** Names of a column whose words may end in numbers that count, and are names all the same: `client_0`, `gpu1`, `conv2`. */
const ofParts =
	/^(?:layer|block|head|expert|task|env|class|group|loader|client|worker|site|node|device|gpu|agent|domain|dataset|module|param|model|stage|branch|level)/i;

/** Names of a column that says how it went, or what was printed, and not what a row is of. */
const ofRemarks = /^(?:message|msg|note|remark|comment|text|info|(?:log_?)?level|severity|stat(?:us|e)|weekday|when)s?$/i;

/** What is true or not, or went well or not: two rows of a step say that now so and now so. */
const truths = /^(?:true|false|yes|no|on|off|ok|okay|fail(?:ed)?|pass(?:ed)?|done|none|null|nan)$/i;
const shortTruths = /^[ynft]$/i;
/** How far something is: "100/400", "[3 of 10]". */
const ofTotal = /\d\s*(?:\/|\bof\b)\s*\d/i;
/** Longer ones are sentences. */
const longest = 40;

/** True for the name of such a column. */
export const isRemark = (name: string): boolean => ofRemarks.test(name.trim());

/** True for a column of numbers that may tell rows of one step from each other. */
export const mayNumberParts = (name: string): boolean => numbered.test(name.trim());

/** True where words of one step, each there once, may be names: not where they count, say what is true, or are of samples. */
export function areNameable(name: string, words: readonly string[]): boolean {
	if (isRemark(name) || words.every(word => shortTruths.test(word))) return false;
	if (words.some(word => truths.test(word) || ofTotal.test(word) || word.length > longest)) return false;
	if (mayNumberParts(name)) return true;
	if (!words.every(word => /\p{L}/u.test(word))) return false;
	return ofParts.test(name.trim()) || !differInNumbers(words);
}

/** True for `batch_17` beside `batch_18`, `img0001.png` beside `img0002.png`: words that are alike but for their numbers. */
function differInNumbers(words: readonly string[]): boolean {
	const stems = new Set(words.map(word => word.replaceAll(/\d+/g, '0')));
	return stems.size === 1 && /0/.test([...stems][0]!);
}
