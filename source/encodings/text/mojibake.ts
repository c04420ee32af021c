/** A code page of Windows: what its bytes 0x80 to 0xbf are, and what 0xe2, 0xf0 and 0x9f are, with which UTF-8 begins signs and emoji. */
interface CodePage {
	readonly characters: string;
	readonly signs: string;
	readonly emoji: string;
}

const both = 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ';
/** https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/PC/CP437.TXT, CP850.TXT, and WINDOWS/CP1252.TXT */
const codePages: readonly CodePage[] = [
	{characters: `${both}¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐`, signs: 'Γ', emoji: '≡ƒ'},
	{characters: `${both}ø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐`, signs: 'Ô', emoji: '\u00adƒ'},
	{
		characters: `€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ${Array.from({length: 32}, (_, i) => String.fromCharCode(0xa0 + i)).join('')}`,
		signs: 'â',
		emoji: 'ðŸ',
	},
];
const [signByte, emojiBytes] = [[0xe2], [0xf0, 0x9f]];
const utf8 = new TextDecoder();

const readers = codePages.map(({characters, signs, emoji}) => {
	const set = `[${characters.replace(/[\\\]^-]/g, '\\$&')}]{2}`;
	const decode = (found: string): string => {
		const lead = found.startsWith(signs) ? signByte : emojiBytes;
		const rest = Array.from(found.slice(lead.length), character => 0x80 + characters.indexOf(character));
		const text = utf8.decode(new Uint8Array([...lead, ...rest]));
		return text.includes('\ufffd') ? found : text;
	};
	return {signs, emoji, pattern: new RegExp(`${signs}${set}|${emoji}${set}`, 'g'), decode};
});

/**
 * A text with the signs that its program wrote in UTF-8: bars, the lines of drawn tables, arrows, marks and emoji. A shell of Windows that keeps an output
 * in a file takes it for one in the code page of its console: a bar of Keras is "ΓöüΓöü" then.
 */
export function withoutMojibake(text: string): string {
	let mended = text;
	for (const {signs, emoji, pattern, decode} of readers)
		if (mended.includes(signs) || mended.includes(emoji)) mended = mended.replaceAll(pattern, decode);
	return mended;
}
