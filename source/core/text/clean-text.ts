/** `cleanText`: foreign text (names, tags, error lines) made safe to show on one line. */

// ECMA-48: CSI, then OSC/DCS/APC/PM/SOS up to their end (or the end of the text), then two-byte escapes. The 8-bit forms only where
// they are complete, since text decoded with the wrong character set is full of such bytes.
const sequences =
	/\x1b\[[0-?]*[ -/]*[@-~]?|\x9b[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c|$)?|[\x9d\x90\x98\x9e\x9f][^\x07\x1b\x9c]*[\x07\x9c]|\x1b[ -/]*[0-~]?/g;
const breaks = /[\t\n\v\f\r\x85\u2028\u2029]+/g;
// What is left of C0 and C1, and marks that reorder or hide text: bidirectional controls, zero-width spaces, tags.
const controls = /[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;
const loneSurrogates = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const plain = /^[\x20-\x7e]*$/;

/** Text without control characters and escape sequences; line breaks and tabs become one space. Cut at `maxLength` UTF-16 units. */
export function cleanText(text: string, maxLength = 4096): string {
	const cut = text.length > maxLength ? text.slice(0, maxLength) : text;
	if (plain.test(cut)) return cut;
	return cut.replace(sequences, '').replace(breaks, ' ').replace(controls, '').replace(loneSurrogates, '\ufffd');
}
