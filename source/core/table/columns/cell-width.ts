/** Width of text in cells, near enough for aligning plain text: East Asian wide and emoji take two, combining marks none. */
const wide =
	/[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;
const none = /[\p{Mn}\p{Me}\p{Cf}]/u;

export function countCells(text: string): number {
	if (/^[\x20-\x7e]*$/.test(text)) return text.length;
	let cells = 0;
	for (const letter of text) cells += none.test(letter) ? 0 : wide.test(letter) ? 2 : 1;
	return cells;
}
