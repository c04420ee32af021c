/** Where what people say of a run is written down; see the native layout. */

const longestId = 150;

/** Directory below a root in which the journals of other trackers' runs lie. */
export const journalDirectory = '.xtui/journal';

const toPercent = (character: string) =>
	Array.from(new TextEncoder().encode(character), byte => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');

/** Name of the journal of a run inside it: what a file name had better not hold is escaped as in an address. */
export function journalFileName(format: string, id: string): string {
	const safe = Array.from(id, character => (/[\w.+@=~-]/.test(character) ? character : toPercent(character)));
	return `${format}-${safe.join('').slice(0, longestId)}.jsonl`;
}
