import {type Key, keyOfCharacter, makeKey} from './key.ts';

/** Finals of CSI and SS3 (xterm ctlseqs, 'PC-Style Function Keys'; the lower-case ones are rxvt's with a modifier). */
const finals: Readonly<Record<string, string>> = {
	A: 'up',
	B: 'down',
	C: 'right',
	D: 'left',
	E: 'begin',
	F: 'end',
	H: 'home',
	P: 'f1',
	Q: 'f2',
	R: 'f3',
	S: 'f4',
};
const shifted: Readonly<Record<string, string>> = {a: 'up', b: 'down', c: 'right', d: 'left'};
const numbered: Readonly<Record<number, string>> = {
	1: 'home',
	2: 'insert',
	3: 'delete',
	4: 'end',
	5: 'pageup',
	6: 'pagedown',
	7: 'home',
	8: 'end',
	11: 'f1',
	12: 'f2',
	13: 'f3',
	14: 'f4',
	15: 'f5',
	17: 'f6',
	18: 'f7',
	19: 'f8',
	20: 'f9',
	21: 'f10',
	23: 'f11',
	24: 'f12',
	25: 'f13',
	26: 'f14',
	28: 'f15',
	29: 'f16',
	31: 'f17',
	32: 'f18',
	33: 'f19',
	34: 'f20',
};
const keypad = 'p0q1r2s3t4u5v6w7x8y9j*k+l,m-n.o/X=';

/** xterm's modifier parameter: 1 and a bit each for shift, alt, ctrl, meta. */
function modified(name: string, parameter: number): Key {
	const bits = Math.max(0, parameter - 1);
	return makeKey(name, {shift: (bits & 1) > 0, meta: (bits & 10) > 0, ctrl: (bits & 4) > 0});
}

/** A character with modifiers, as modifyOtherKeys (CSI 27;modifier;code~) and CSI u send it. */
function modifiedCharacter(code: number, parameter: number): Key | undefined {
	const plain = code > 0 && code < 0x110000 ? keyOfCharacter(String.fromCodePoint(code)) : undefined;
	if (!plain) return undefined;
	const {shift, meta, ctrl} = modified(plain.name, parameter);
	return {...plain, shift: shift && plain.name.length > 1, meta, ctrl, text: meta || ctrl ? '' : plain.text};
}

function ofTilde(numbers: number[]): Key | undefined {
	if (numbers[0] === 27) return modifiedCharacter(numbers[2] ?? 0, numbers[1] ?? 1);
	const name = numbered[numbers[0] ?? 0];
	return name ? modified(name, numbers[1] ?? 1) : undefined;
}

/** The key of a whole CSI or SS3 sequence; undefined where no key sends it (an answer, a focus event). */
export function keyOfSequence(sequence: string): Key | undefined {
	const linux = /^\x1b\[\[([A-E])$/.exec(sequence);
	if (linux) return makeKey(`f${linux[1]!.charCodeAt(0) - 64}`);
	const match = /^\x1b([[O])([\d;]*)([~^@A-Za-z])$/.exec(sequence);
	if (!match) return undefined;
	const [, kind, parameters, final] = match as unknown as [string, string, string, string];
	const numbers = parameters.split(';').map(Number);
	if (final === '~') return ofTilde(numbers);
	// rxvt: ^ ctrl, @ ctrl and shift.
	if (final === '^' || final === '@')
		return numbers[0]! in numbered ? modified(numbered[numbers[0]!]!, final === '^' ? 5 : 6) : undefined;
	if (final === 'Z') return makeKey('tab', {shift: true});
	if (final === 'u') return modifiedCharacter(numbers[0]!, numbers[1] ?? 1);
	if (finals[final]) return modified(finals[final], numbers[1] ?? (kind === 'O' ? numbers[0]! : 1));
	if (shifted[final]) return makeKey(shifted[final], kind === 'O' ? {ctrl: true} : {shift: true});
	if (kind === 'O' && final === 'M') return makeKey('enter');
	const digit = kind === 'O' ? keypad[keypad.indexOf(final) + 1] : undefined;
	return digit && keypad.includes(final) ? keyOfCharacter(digit) : undefined;
}
