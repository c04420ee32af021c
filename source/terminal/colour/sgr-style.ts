import {
	bold,
	type Color,
	colorOf,
	faint,
	internColor,
	inverse,
	italic,
	makeStyle,
	type Role,
	type Style,
	strike,
	underline,
} from '../../draw/style.ts';
import {rgbOf256} from './rgb.ts';
import {roleOfMarker} from './role-color.ts';

/** What the 16 named colours mean on this screen. */
const named: readonly Role[] = ['default', 'bad', 'good', 'warn', 'info', 'run4', 'accent', 'default'];
const attributes: Readonly<Record<number, number>> = {1: bold, 2: faint, 3: italic, 4: underline, 7: inverse, 9: strike};
const ends: Readonly<Record<number, number>> = {22: bold | faint, 23: italic, 24: underline, 27: inverse, 29: strike};

function ofRgb(rgb: number): Color {
	const role = roleOfMarker(rgb);
	return role >= 0 ? role : internColor(rgb);
}

function ofIndex(index: number): Color {
	if (index === 8) return colorOf('dim');
	return index < 16 ? colorOf(named[index % 8]!) : ofRgb(rgbOf256(index));
}

/** Follows the SGR sequences of a text, as a style. */
export class SgrStyle {
	private foreground: Color = 0;
	private background: Color = 0;
	private marks = 0;

	get style(): Style {
		return makeStyle(this.foreground, this.background, this.marks);
	}

	/** Takes the parameters of one sequence: '1;38;2;255;0;0', or with colons. */
	apply(parameters: string): void {
		const codes = parameters.split(/[;:]/).map(Number);
		for (let i = 0; i < codes.length; i++) {
			const code = codes[i]!;
			if (code === 38 || code === 48) {
				const isRgb = codes[i + 1] === 2;
				const color = isRgb ? ofRgb((codes[i + 2]! << 16) | (codes[i + 3]! << 8) | codes[i + 4]!) : ofIndex(codes[i + 2] ?? 0);
				if (code === 38) this.foreground = color;
				else this.background = color;
				i += isRgb ? 4 : 2;
			} else this.applyPlain(code);
		}
	}

	private applyPlain(code: number): void {
		if (code === 0) {
			this.foreground = 0;
			this.background = 0;
			this.marks = 0;
		} else if (attributes[code]) this.marks |= attributes[code];
		else if (ends[code]) this.marks &= ~ends[code];
		else if (code === 39) this.foreground = 0;
		else if (code === 49) this.background = 0;
		else if (code >= 30 && code <= 37) this.foreground = ofIndex(code - 30);
		else if (code >= 90 && code <= 97) this.foreground = ofIndex(code - 82);
		else if (code >= 40 && code <= 47) this.background = ofIndex(code - 40);
		else if (code >= 100 && code <= 107) this.background = ofIndex(code - 92);
	}
}
