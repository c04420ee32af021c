import {isDigit, isLetter, readDigits, readSpecial, readTensor, readWrapped} from './number-tokens.ts';
import {isRunTogether} from './run-together.ts';
import type {Found, Token} from './token.ts';

const mostCharacters = 4000;
const mostWordCharacters = 64;
/** Marks that lines are ruled with. More of them side by side say no more than these. */
const runs = new Set(Array.from('-*.=#+~', mark => mark.charCodeAt(0)));
const mostRepeated = 4;
const attached = /\([\w.,-]+(?:\([\w.,-]+\))?\)/y;
const wide = /[\uff01-\uff5e]/;
const wideSigns = /[\uff01-\uff5e]/g;
const letter = /\p{L}/u;
const wordCharacter = /[\p{L}\p{M}\p{N}]/u;

/** Cuts a line into tokens. Long lines are cut off: no metric stands behind thousands of characters of prose. */
export function tokenize(line: string): Token[] {
	const text = toNarrow(line.length > mostCharacters ? line.slice(0, mostCharacters) : line);
	const tokens: Token[] = [];
	for (let at = 0; at < text.length; ) {
		const code = text.charCodeAt(at);
		if (code <= 0x20 || code === 0xa0 || isCurrency(text, at, code)) at++;
		else if (code >= 0x2500 && code < 0x2580) {
			// Cells of drawn tables are apart from each other.
			if (code === 0x2502 || code === 0x2503 || code === 0x2551) tokens.push({kind: 'mark', text: '|'});
			at++;
		} else {
			const last = lastOfRun(text, at, code);
			if (last > at) {
				for (let i = Math.min(last - at, mostRepeated); i > 0; i--) tokens.push({kind: 'mark', text: text[at]!});
				at = last;
				continue;
			}
			const found = readToken(text, at, code);
			if (found.token.kind === 'odd' && endsHere(tokens, text.slice(at, at + mostWordCharacters))) break;
			tokens.push(found.token);
			at = found.end;
		}
	}
	return tokens;
}

/** Index of the last of the same marks that stand side by side from `at` on, which may be the sign of a number; `at` where none does. */
function lastOfRun(text: string, at: number, code: number): number {
	let last = at;
	if (runs.has(code)) while (text.charCodeAt(last + 1) === code) last++;
	return last;
}

/** A text with the wide signs of Chinese and Japanese texts as those of ASCII, which they stand for: "epoch：8，loss：0.1". */
const toNarrow = (text: string): string =>
	wide.test(text) ? text.replaceAll(wideSigns, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)) : text;

/** True where what stands behind a name and its sign is a value and the beginning of another line. */
function endsHere(before: readonly Token[], rest: string): boolean {
	const sign = before.at(-1);
	const name = before.at(-2);
	const isSigned = sign?.kind === 'mark' && (sign.text === ':' || sign.text === '=');
	return isSigned && name?.kind === 'word' && isRunTogether(name.text, rest);
}

function readToken(text: string, at: number, code: number): Found {
	if (isDigit(code) || ((code === 0x2e || code === 0x2b || code === 0x2d) && isSignBefore(text.charCodeAt(at + 1)))) {
		return readDigits(text, at) ?? (code === 0x2d ? readNegated(text, at) : null) ?? readMark(text, at);
	}
	if (isWordStart(text, at, code)) return readWrapped(text, at) ?? readSpecial(text, at) ?? readWord(text, at);
	return (code === 0x3c ? readTensor(text, at) : null) ?? readMark(text, at);
}

/** True for a character that a sign or a point may belong to. */
const isSignBefore = (code: number): boolean => isDigit(code) || isLetter(code) || code === 0x2e;

/** "MAE: $1,234.50", "RMSE: -€12.5": the sign of a currency before a number is no part of it. */
const isCurrency = (text: string, at: number, code: number): boolean =>
	(code === 0x24 || code === 0xa3 || code === 0xa5 || code === 0x20ac || code === 0x20b9) && isDigit(text.charCodeAt(at + 1));

const readMark = (text: string, at: number): Found => ({token: {kind: 'mark', text: text[at]!}, end: at + 1});

function isWordStart(text: string, at: number, code: number): boolean {
	return isLetter(code) || (code >= 0x80 && letter.test(String.fromCodePoint(text.codePointAt(at)!)));
}

function readWord(text: string, start: number): Found {
	let at = start;
	// Index behind the last character that a word may end with: "loss." and "loss-" end with the s.
	let end = start + 1;
	while (at < text.length) {
		const code = text.charCodeAt(at);
		if (isLetter(code) || isDigit(code) || code === 0x40 || code === 0x25) end = at + 1;
		else if (code >= 0x80) {
			const character = String.fromCodePoint(text.codePointAt(at)!);
			// "perte d’entraînement"
			const isInside = code === 0x2019 && at === end && letter.test(text[at + 1] ?? '');
			if (!isInside && !wordCharacter.test(character)) break;
			at += character.length - 1;
			end = at + 1;
		} else if (code === 0x27 && isGenitive(text, at)) {
			// "training's l2" of LightGBM.
			end = at + 2;
			at++;
		} else if (code !== 0x2e && code !== 0x2d && code !== 0x2f) break;
		at++;
	}
	if (text.charCodeAt(end) === 0x28) {
		attached.lastIndex = end;
		end += attached.exec(text)?.[0].length ?? 0;
	}
	return {token: {kind: 'word', text: text.slice(start, end)}, end};
}

/** A likelihood whose sign is turned is another value: "-ELBO = 100". Other names have a dash before them that only parts them: "-loss: 0.5". */
const likelihood =
	/(?<=^|[\s,;:|([])-(?=(?:elbo|ll|mll|lml|likelihood|evidence|log[-_ ]?(?:p|(?:lik|prob|evid|marg|post)[a-z]*))(?![a-z]))/iy;

function readNegated(text: string, at: number): Found | null {
	likelihood.lastIndex = at;
	if (!isLetter(text.charCodeAt(at + 1)) || !likelihood.test(text)) return null;
	const {token, end} = readWord(text, at + 1);
	return token.kind === 'word' ? {token: {kind: 'word', text: `-${token.text}`}, end} : null;
}

const isGenitive = (text: string, at: number) => text[at + 1] === 's' && /^\s/.test(text.slice(at + 2, at + 3));
