/** A key as the screen's key map knows it. */
export interface Key {
	/** The character ('a', 'A', '?'), or 'up', 'down', 'left', 'right', 'home', 'end', 'pageup', 'pagedown', 'enter', 'escape', 'tab', 'space', 'backspace', 'insert', 'delete', 'f1' to 'f20'. */
	name: string;
	ctrl: boolean;
	/** Only of keys that have a name of their own: a letter's shift shows in the letter. */
	shift: boolean;
	meta: boolean;
	/** What it would write; '' for keys that write nothing. */
	text: string;
}

/** A key without modifiers, but for those given. */
export function makeKey(name: string, more: Partial<Key> = {}): Key {
	return {name, ctrl: false, shift: false, meta: false, text: '', ...more};
}

const controls: Readonly<Record<number, Partial<Key> & {name: string}>> = {
	0: {name: 'space', ctrl: true},
	8: {name: 'backspace'},
	9: {name: 'tab'},
	// A line feed is what a paste without brackets, and some terminals' keypads, send for Enter.
	10: {name: 'enter'},
	13: {name: 'enter'},
	27: {name: 'escape'},
	28: {name: '\\', ctrl: true},
	29: {name: ']', ctrl: true},
	30: {name: '^', ctrl: true},
	31: {name: '_', ctrl: true},
	127: {name: 'backspace'},
};

/** The key of one character; undefined for a C1 control, which no key sends. */
export function keyOfCharacter(character: string): Key | undefined {
	const point = character.codePointAt(0)!;
	const control = controls[point];
	if (control) return makeKey(control.name, control);
	if (point < 0x20) return makeKey(String.fromCharCode(point + 0x60), {ctrl: true});
	if (point >= 0x80 && point < 0xa0) return undefined;
	return makeKey(point === 0x20 ? 'space' : character, {text: character});
}

/** The same key with Alt held: it writes nothing. */
export const withMeta = (key: Key): Key => ({...key, meta: true, text: ''});

/**
 * Esc and a key that arrive in one read look like Alt and that key. Where nobody has bound the Alt key, these two are what was pressed
 * (over a slow link Esc and the next key often share a packet).
 */
export function withoutMeta(key: Key): Key[] {
	if (!key.meta) return [key];
	const plain = {...key, meta: false};
	if (!plain.ctrl && [...plain.name].length === 1) plain.text = plain.name;
	if (plain.name === 'space') plain.text = ' ';
	return [makeKey('escape'), plain];
}
