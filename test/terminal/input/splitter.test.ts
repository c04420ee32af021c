import assert from 'node:assert/strict';
import {test} from 'node:test';
import {handOn} from '../../../source/terminal/input/input-groups.ts';
import {type Key, withoutMeta} from '../../../source/terminal/input/key.ts';
import {type InputEvent, Splitter} from '../../../source/terminal/input/splitter.ts';

const describeKey = (key: Key) => `${key.ctrl ? 'ctrl-' : ''}${key.meta ? 'meta-' : ''}${key.shift ? 'shift-' : ''}${key.name}`;

function describe(event: InputEvent): string {
	if (event.kind === 'key') return describeKey(event.key);
	if (event.kind === 'paste') return `paste ${event.text}`;
	if (event.kind === 'mouse') return `${event.mouse.action} ${event.mouse.button} ${event.mouse.x},${event.mouse.y}`;
	return `reply ${JSON.stringify(event.reply)}`;
}

/** The events of some reads, one after the other, and of the end of all patience. */
function split(...reads: string[]): string[] {
	const splitter = new Splitter();
	return [...reads.flatMap(read => splitter.push(read)), ...splitter.flush()].map(describe);
}

const sequences: Record<string, string> = {
	'\x1b[A': 'up',
	'\x1bOA': 'up',
	'\x1b[B': 'down',
	'\x1b[C': 'right',
	'\x1bOD': 'left',
	'\x1b[H': 'home',
	'\x1bOH': 'home',
	'\x1b[1~': 'home',
	'\x1b[7~': 'home',
	'\x1b[F': 'end',
	'\x1b[4~': 'end',
	'\x1b[8~': 'end',
	'\x1b[5~': 'pageup',
	'\x1b[6~': 'pagedown',
	'\x1b[2~': 'insert',
	'\x1b[3~': 'delete',
	'\x1bOP': 'f1',
	'\x1b[11~': 'f1',
	'\x1b[[A': 'f1',
	'\x1b[P': 'f1',
	'\x1b[15~': 'f5',
	'\x1b[24~': 'f12',
	'\x1b[1;5Q': 'ctrl-f2',
	'\x1b[1;2A': 'shift-up',
	'\x1b[1;5C': 'ctrl-right',
	'\x1b[1;3D': 'meta-left',
	'\x1b[1;6H': 'ctrl-shift-home',
	'\x1b[5;5~': 'ctrl-pageup',
	'\x1b[a': 'shift-up',
	'\x1bOc': 'ctrl-right',
	'\x1b[3^': 'ctrl-delete',
	'\x1b[3@': 'ctrl-shift-delete',
	'\x1b[Z': 'shift-tab',
	'\x1bOM': 'enter',
	'\x1bOp': '0',
	'\x1bOk': '+',
	'\x1b[27;5;13~': 'ctrl-enter',
	'\x1b[27;3;97~': 'meta-a',
	'\x1b[97;5u': 'ctrl-a',
	'\x1b[65;2u': 'A',
	'\x1bO5P': 'ctrl-f1',
	'\x1bOX': '=',
	'\x1b[13;2u': 'shift-enter',
	'\x03': 'ctrl-c',
	'\x1a': 'ctrl-z',
	'\x0c': 'ctrl-l',
	'\x00': 'ctrl-space',
	'\x1f': 'ctrl-_',
	'\r': 'enter',
	'\n': 'enter',
	'\t': 'tab',
	'\x7f': 'backspace',
	'\b': 'backspace',
	' ': 'space',
	a: 'a',
	A: 'A',
	é: 'é',
	世: '世',
	'🙂': '🙂',
	'\x1bj': 'meta-j',
	'\x1b\r': 'meta-enter',
	'\x1b[<0;3;4M': 'press left 2,3',
	'\x1b[<0;3;4m': 'release left 2,3',
	'\x1b[<64;1;1M': 'wheelup none 0,0',
	'\x1b[<65;1;1M': 'wheeldown none 0,0',
	'\x1b[<34;9;9M': 'drag right 8,8',
	'\x1b[200~one\ntwo \x1b[A\x1b[201~': 'paste one\ntwo \x1b[A',
	'\x1b[?2026;2$y': 'reply {"synchronized":true}',
	'\x1b[?2026;0$y': 'reply {"synchronized":false}',
	'\x1b[?62;22c': 'reply {"isLast":true}',
	'\x1b]11;rgb:0000/2b2b/3636\x1b\\': 'reply {"background":11062,"dark":true}',
	'\x1b]11;rgb:ff/ff/ff\x07': 'reply {"background":16777215,"dark":false}',
};

test('every sequence is told by its name, whole or torn at any place', () => {
	for (const [sequence, name] of Object.entries(sequences)) {
		assert.deepEqual(split(sequence), [name]);
		for (let at = 1; at < sequence.length; at++) {
			if (sequence.charCodeAt(at) >= 0xdc00 && sequence.charCodeAt(at) < 0xe000) continue;
			assert.deepEqual(split(sequence.slice(0, at), sequence.slice(at)), [name], JSON.stringify(sequence));
		}
	}
});

test('all keys of one read come in order', () => {
	assert.deepEqual(split('jj\x1b[B5j\x1bOAG\x1b[1;2Bx'), ['j', 'j', 'down', '5', 'j', 'up', 'G', 'shift-down', 'x']);
	const everything = Object.keys(sequences);
	assert.deepEqual(split(everything.join('')), Object.values(sequences));
});

test('a lone Esc waits for its patience to end, and twice is twice', () => {
	const splitter = new Splitter();
	assert.deepEqual(splitter.push('\x1b'), []);
	assert.equal(splitter.waiting, 'escape');
	assert.deepEqual(splitter.flush().map(describe), ['escape']);
	assert.equal(splitter.waiting, 'nothing');
	assert.deepEqual(split('\x1b\x1b'), ['escape', 'escape']);
	assert.deepEqual(split('\x1b\x1b[B'), ['escape', 'down']);
});

test('answers that nobody asked for, and sequences without a meaning, write no keys', () => {
	for (const noise of [
		'\x1b[?1;2c',
		'\x1b[>0;276;0c',
		'\x1b[5;7R',
		'\x1b[I',
		'\x1b[O',
		'\x1b]10;rgb:0/0/0\x07',
		'\x1bP1$r0m\x1b\\',
		'\x1b[?0u',
		'\x1b[M !!',
		'\x1b[99~',
		'\x1b[99^',
		'\x1b[0u',
		'\x1b[1114112u',
		'\x1bOi',
		'\x85',
		'\x1b[<200;1;1M',
		'\x1b[<66;1;1M',
	]) {
		const keys = split(`a${noise}b`).filter(event => !event.startsWith('reply'));
		// CSI 5;7R might be F3 with a modifier; it must not write characters, whatever it is.
		assert.deepEqual(
			keys.filter(key => !key.endsWith('f3')),
			['a', 'b'],
			JSON.stringify(noise),
		);
	}
});

test('an Esc that breaks a sequence off begins the next', () => {
	assert.deepEqual(split('\x1b[1\x1b[A'), ['up']);
	assert.deepEqual(split('\x1b]11;rgb:00\x1b[B'), ['down']);
	assert.deepEqual(split('\x1b[1\rj'), ['enter', 'j']);
});

test('what is torn off for good is dropped, not typed', () => {
	assert.deepEqual(split('\x1b[1;'), []);
	assert.deepEqual(split('\x1b]11;rgb:00'), []);
	assert.deepEqual(split('\x1b['), ['meta-[']);
	assert.deepEqual(split('\x1b]x'), ['meta-]', 'x']);
});

test('a paste whose end is lost comes as far as it came', () => {
	assert.deepEqual(split('\x1b[200~abc', 'def'), ['paste abcdef']);
	assert.deepEqual(split('\x1b[200~abc\x1b[20', '1~j'), ['paste abc', 'j']);
});

test('text is what a key writes, and only that', () => {
	const texts = new Splitter()
		.push('aÉ \x1b[A\x1bx\x01\x1b[65;2u\x1b[97;5u\x1b[97;3u')
		.map(event => (event.kind === 'key' ? event.key.text : ''));
	assert.deepEqual(texts, ['a', 'É', ' ', '', '', '', 'A', '', '']);
});

test('Alt and a key can be taken for Esc and the key', () => {
	const taken = (sequence: string) => {
		const [event] = new Splitter().push(sequence);
		return event?.kind === 'key' ? withoutMeta(event.key).map(key => [describeKey(key), key.text]) : null;
	};
	const lone = ['escape', ''];
	assert.deepEqual(taken('\x1bj'), [lone, ['j', 'j']]);
	assert.deepEqual(taken('\x1b '), [lone, ['space', ' ']]);
	assert.deepEqual(taken('\x1b\x01'), [lone, ['ctrl-a', '']]);
	assert.deepEqual(taken('\x1b[1;3A'), [lone, ['up', '']]);
	assert.deepEqual(taken('j'), [['j', 'j']]);
});

test('what was read at once is handed on in its order, keys that follow each other together', () => {
	const handed = (read: string) => {
		const calls: string[] = [];
		handOn(new Splitter().push(read), {
			keys: keys => calls.push(`keys ${keys.map(describeKey).join(' ')}`),
			mouse: events => calls.push(`mouse ${events.map(({action}) => action).join(' ')}`),
			paste: text => calls.push(`paste ${text}`),
			reply: () => calls.push('reply'),
		});
		return calls;
	};
	const press = '\x1b[<0;3;4M';
	const paste = '\x1b[200~text\x1b[201~';
	assert.deepEqual(handed(`ab${press}${press}c`), ['keys a b', 'mouse press press', 'keys c']);
	assert.deepEqual(handed(`a${paste}b`), ['keys a', 'paste text', 'keys b']);
	assert.deepEqual(handed(`${press}${paste}`), ['mouse press', 'paste text']);
	assert.deepEqual(handed('a\x1b[?62;22cb'), ['reply', 'keys a b'], 'an answer of the terminal parts no keys');
	assert.deepEqual(handed(''), []);
});
