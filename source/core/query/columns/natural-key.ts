/** Text in an order that people expect: case aside, and run2 before run10 (digits are led by their count). */
export function naturalKey(text: string): string {
	const lower = text.toLowerCase();
	return /\d/.test(lower) ? lower.replace(/\d+/g, digits => naturalDigits(digits)) : lower;
}

function naturalDigits(digits: string): string {
	const plain = digits.replace(/^0+(?=\d)/, '');
	return `${String.fromCharCode(47 + Math.min(plain.length, 10))}${plain}`;
}
