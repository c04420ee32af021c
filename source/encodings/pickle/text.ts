/** Texts as protocol 0 writes them, on one line. */

const simpleEscapes: Record<string, string> = {
	n: '\n',
	t: '\t',
	r: '\r',
	b: '\b',
	f: '\f',
	v: '\v',
	a: '\x07',
	'0': '\0',
	'\\': '\\',
	"'": "'",
	'"': '"',
};

/** `repr()` of a byte string, quotes included. Undefined where the quotes do not match. */
export function unquote(text: string): string | undefined {
	const quote = text[0];
	if (text.length < 2 || (quote !== "'" && quote !== '"') || text.at(-1) !== quote) return undefined;
	return text.slice(1, -1).replace(/\\(x[0-9a-fA-F]{2}|[0-7]{1,3}|[\s\S])/g, (whole, code: string) => {
		if (code[0] === 'x' && code.length === 3) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
		if (/^[0-7]{2,3}$/.test(code)) return String.fromCharCode(Number.parseInt(code, 8) & 0xff);
		return simpleEscapes[code] ?? whole;
	});
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
