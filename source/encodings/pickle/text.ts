/** Texts as protocol 0 writes them, on one line. */

const simpleEscapes: Record<string, string> = {n: '\n', t: '\t', r: '\r'};

/** `repr()` of a byte string, quotes included, which escapes no other way. Undefined where the quotes do not match. */
export function unquote(text: string): string | undefined {
	const quote = text[0];
	if (text.length < 2 || (quote !== "'" && quote !== '"') || text.at(-1) !== quote) return undefined;
	return text
		.slice(1, -1)
		.replace(/\\(?:x([0-9a-fA-F]{2})|([\s\S]))/g, (_, hex: string | undefined, sign: string) =>
			hex === undefined ? (simpleEscapes[sign] ?? sign) : String.fromCharCode(Number.parseInt(hex, 16)),
		);
}

/** The codec "raw-unicode-escape": Latin-1 with \uXXXX and \UXXXXXXXX. */
export function rawUnicode(text: string): string {
	return text.replace(
		/\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})/g,
		(whole, short: string | undefined, long: string | undefined) => {
			const code = Number.parseInt(short ?? long ?? '', 16);
			return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
		},
	);
}
