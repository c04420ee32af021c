import type {Action} from './action.ts';

/** A key as the terminal tells it. */
export interface KeyPress {
	name: string;
	ctrl: boolean;
	shift: boolean;
	meta: boolean;
	/** What it types; empty for keys that type nothing. */
	text: string;
}

/** Name of a key as actions write it: 'j', 'J', 'ctrl-d', 'shift-tab', 'shift-left', 'space'. */
export function keyName(key: KeyPress): string {
	const name = key.name === ' ' ? 'space' : key.name;
	const typed = key.text !== '' && name !== 'space';
	return `${key.ctrl ? 'ctrl-' : ''}${key.meta ? 'alt-' : ''}${key.shift && !typed ? 'shift-' : ''}${name}`;
}

const shown: Record<string, string> = {
	down: '↓',
	up: '↑',
	left: '←',
	right: '→',
	'shift-left': 'shift-←',
	'shift-right': 'shift-→',
	pagedown: 'PgDn',
	pageup: 'PgUp',
	home: 'Home',
	end: 'End',
	escape: 'Esc',
	enter: 'Enter',
	tab: 'Tab',
	'shift-tab': 'shift-Tab',
	space: 'Space',
};

/** A sequence as it stands in footer and help: `gg`, `a y`, `↓`. */
export function showKeys(sequence: string, unicode = true): string {
	const parts = sequence.split(' ').map(key => (unicode || !/[^\x20-\x7e]/.test(shown[key] ?? '') ? (shown[key] ?? key) : key));
	return parts.length === 2 && parts[0] === parts[1] ? parts.join('') : parts.join(' ');
}

/** All sequences of an action; a row of digits is shown as one: `, 1–9`. */
export function showAllKeys(sequences: readonly string[], unicode = true): string[] {
	const [first, last] = [sequences[0], sequences.at(-1)];
	const isRow = sequences.length > 2 && sequences.every(keys => /^(?:.* )?[1-9]$/.test(keys));
	return isRow
		? [`${showKeys(first!, unicode)}${unicode ? '–' : '-'}${last!.slice(-1)}`]
		: sequences.map(keys => showKeys(keys, unicode));
}

/** Other keys for some actions, by their id. */
export type Rebinding = Readonly<Record<string, readonly string[]>>;

/** The actions with the person's own keys, which are taken from all others. */
export function rebind(actions: readonly Action[], rebinding: Rebinding): Action[] {
	const taken = new Set(Object.values(rebinding).flat());
	return actions.map(action => {
		const keys = rebinding[action.id];
		if (keys !== undefined) return {...action, keys};
		return taken.size > 0 && action.keys.some(key => taken.has(key))
			? {...action, keys: action.keys.filter(key => !taken.has(key))}
			: action;
	});
}
