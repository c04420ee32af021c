import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
	bold,
	colorOf,
	faint,
	internColor,
	inverse,
	italic,
	makeStyle,
	type Role,
	roleStyle,
	roles,
	underline,
} from '../../../source/draw/style.ts';
import {contrast, rgbOf256} from '../../../source/terminal/colour/rgb.ts';
import {type ColorDepth, createTheme} from '../../../source/terminal/colour/theme.ts';

const grounds: Record<'dark' | 'light', Record<string, number>> = {
	dark: {black: 0x000000, 'Solarized dark': 0x002b36, 'grey 12 %': 0x1e1e1e},
	light: {white: 0xffffff, 'Solarized light': 0xfdf6e3},
};
const backgrounds = new Set<Role>(['selection', 'chip']);

/** RGB of an SGR colour of 256 colours or more. */
function rgbOf(sgr: string): number {
	const [, kind, ...values] = sgr.split(';').map(Number);
	return kind === 5 ? rgbOf256(values[0]!) : (values[0]! << 16) | (values[1]! << 8) | values[2]!;
}

for (const colors of [256, 16_777_216] as ColorDepth[]) {
	for (const kind of ['dark', 'light'] as const) {
		for (const [name, ground] of Object.entries(grounds[kind])) {
			test(`every role reads on ${name} with ${colors} colours`, () => {
				const theme = createTheme({colors, dark: kind === 'dark'});
				for (const role of roles.slice(1)) {
					if (backgrounds.has(role)) continue;
					const ratio = contrast(rgbOf(theme.pen(roleStyle(role)).foreground), ground);
					const least = role === 'grid' ? 1.7 : role === 'border' ? 2.3 : role.startsWith('run') ? 3.3 : 4;
					assert.ok(ratio >= least, `${role}: ${ratio.toFixed(2)} < ${least}`);
				}
			});
		}
	}
}

for (const kind of ['dark', 'light'] as const) {
	test(`the selection is subtle, and words still read on it: ${kind}`, () => {
		for (const ground of Object.values(grounds[kind])) {
			const theme = createTheme({colors: 16_777_216, dark: kind === 'dark', background: ground});
			const selection = rgbOf(theme.pen(makeStyle(0, colorOf('selection'))).background);
			const ratio = contrast(selection, ground);
			assert.ok(ratio > 1.1 && ratio < 1.9, `selection against ${ground.toString(16)}: ${ratio.toFixed(2)}`);
			for (const role of ['good', 'bad', 'warn', 'accent', 'run1', 'run2', 'run3'] as Role[]) {
				const words = contrast(rgbOf(theme.pen(makeStyle(colorOf(role), colorOf('selection'))).foreground), selection);
				assert.ok(words >= 2.9, `${role} on the selection over ${ground.toString(16)}: ${words.toFixed(2)}`);
			}
		}
	});
}

test('the eight run colours differ from each other at every depth above 16', () => {
	for (const colors of [256, 16_777_216] as ColorDepth[]) {
		for (const dark of [true, false]) {
			const theme = createTheme({colors, dark});
			const looks = [1, 2, 3, 4, 5, 6, 7, 8].map(run => theme.pen(roleStyle(`run${run}` as Role)).foreground);
			assert.equal(new Set(looks).size, 8);
		}
	}
});

test('with 16 colours only 31 to 36 and attributes are used: the bright ones are greys in Solarized', () => {
	for (const dark of [true, false, null]) {
		const theme = createTheme({colors: 16, dark});
		for (const role of roles) {
			const pen = theme.pen(makeStyle(colorOf(role), 0, bold));
			assert.match(pen.foreground, /^(3[1-6])?$/);
			assert.equal(pen.background, '');
		}
		assert.equal(theme.pen(roleStyle('dim')).attributes, faint);
		const selected = theme.pen(makeStyle(colorOf('good'), colorOf('selection')));
		assert.deepEqual([selected.foreground, selected.background, selected.attributes], ['', '', inverse]);
	}
});

test('without colour there is only bold, inverse and underline', () => {
	const theme = createTheme({colors: 1, dark: null});
	for (const role of [...roles.map(colorOf), internColor(0xff0000)]) {
		for (const pen of [theme.pen(makeStyle(role, 0, faint | italic)), theme.pen(makeStyle(0, role, bold))]) {
			assert.equal(pen.foreground + pen.background, '');
			assert.equal(pen.attributes & ~(bold | inverse | underline), 0);
		}
	}
	assert.equal(theme.pen(makeStyle(0, colorOf('selection'))).attributes, inverse);
});

test('a colour of its own comes as near as the terminal can', () => {
	const style = makeStyle(internColor(0xff0000), internColor(0x00ff00));
	assert.deepEqual(
		[
			createTheme({colors: 16_777_216, dark: true}).pen(style).foreground,
			createTheme({colors: 256, dark: true}).pen(style).background,
		],
		['38;2;255;0;0', '48;5;46'],
	);
	const few = createTheme({colors: 16, dark: true});
	for (const [rgb, code] of [
		[0xff0000, 31],
		[0x20e030, 32],
		[0xf0e010, 33],
		[0x2040ff, 34],
		[0xe000d0, 35],
		[0x10e0f0, 36],
		[0x808890, null],
	] as const) {
		const {foreground, background} = few.pen(makeStyle(internColor(rgb), internColor(rgb)));
		assert.deepEqual([foreground, background], code === null ? ['', ''] : [`${code}`, `${code + 10}`], rgb.toString(16));
	}
});
