/**
 * The form of a line is its text with each digit taken for any: a log has few of them, and says the same in one again and again with other numbers. What
 * asks for no digit in particular gives the same answer for all lines of a form, so that it need be asked of the first of them alone.
 */
interface Form {
	/** The line that was seen first in this form. */
	text: string;
	/** What each question has found: 0 where it was not asked, or one of the answers below. */
	answers: Uint8Array;
}

const no = 1;
const yes = 2;

/** Longer lines are hardly of one form, and long to compare. */
const longest = 500;
/** As many forms are kept; each has its place among them, and takes that of another one. */
const places = 2048;
const forms = new Array<Form | undefined>(places).fill(undefined);
let questions = 0;

// The same text is asked about by one reader after the other, and by turns with what is left of it.
let recent = '';
let recentForm: Form | null = null;
let earlier = '';
let earlierForm: Form | null = null;

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

function formOf(text: string): Form | null {
	if (text === recent) return recentForm;
	const form = text === earlier ? earlierForm : find(text);
	earlier = recent;
	earlierForm = recentForm;
	recent = text;
	recentForm = form;
	return form;
}

function find(text: string): Form | null {
	const {length} = text;
	if (length > longest) return null;
	let hash = length;
	// Of a long line some characters tell its form from others; all are compared below.
	const stride = 1 + (length >> 6);
	for (let at = 0; at < length; at += stride) {
		const code = text.charCodeAt(at);
		hash = Math.imul(hash ^ (isDigit(code) ? 0x30 : code), 0x01000193);
	}
	const place = (hash ^ (hash >>> 15)) & (places - 1);
	const known = forms[place];
	if (known !== undefined && isAlike(known.text, text)) return known;
	const form = {text, answers: new Uint8Array(questions)};
	forms[place] = form;
	return form;
}

function isAlike(one: string, other: string): boolean {
	if (one.length !== other.length) return false;
	for (let at = 0; at < one.length; at++) {
		const code = one.charCodeAt(at);
		const code2 = other.charCodeAt(at);
		if (code !== code2 && !(isDigit(code) && isDigit(code2))) return false;
	}
	return true;
}

/** What in the source of a pattern has digits and means none: classes, characters by their code, counts, groups. */
const meansNoDigit = /\\d|\[0-9\]|0-9(?=[\w.-]*\])|\\x[\da-f]{2}|\\u[\da-f]{4}|\{\d+(?:,\d*)?\}|\\[1-9]/gi;

/** What a pattern is asked. */
export type Asked = Pick<RegExp, 'test' | 'exec'>;

/** A pattern that lines of a form known to have no match are not asked again. */
class AskedByForm implements Asked {
	private readonly question = questions++;
	private readonly isMatch: (text: string) => boolean;

	constructor(private readonly pattern: RegExp) {
		this.isMatch = text => pattern.test(text);
	}

	test(text: string): boolean {
		return answerTo(this.question, this.isMatch, text);
	}

	exec(text: string): RegExpExecArray | null {
		const form = formOf(text);
		if (form === null) return this.pattern.exec(text);
		if (form.answers[this.question] === no) return null;
		const match = this.pattern.exec(text);
		if (match === null) form.answers[this.question] = no;
		return match;
	}
}

/**
 * Asks a pattern, neither global nor sticky, only of the first line of each form whether it matches; one that names a digit is asked of all. None may ask
 * for the same digit twice.
 */
export const byForm = (pattern: RegExp): Asked =>
	/\d/.test(pattern.source.replaceAll(meansNoDigit, '')) ? pattern : new AskedByForm(pattern);

/** The same of a question whose answer no digit changes. */
export function askedByForm(ask: (text: string) => boolean): (text: string) => boolean {
	const question = questions++;
	return text => answerTo(question, ask, text);
}

function answerTo(question: number, ask: (text: string) => boolean, text: string): boolean {
	const form = formOf(text);
	if (form === null) return ask(text);
	const known = form.answers[question];
	if (known === yes || known === no) return known === yes;
	const answer = ask(text);
	form.answers[question] = answer ? yes : no;
	return answer;
}
