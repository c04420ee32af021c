import type {Rgb} from './colour/rgb.ts';
import type {ColorDepth} from './colour/theme.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Capabilities {
	colors: ColorDepth;
	/** The locale speaks UTF-8. */
	unicode: boolean;
	/** The font can be hoped to hold braille. */
	braille: boolean;
	/** The terminal answered that it knows synchronized output (mode 2026). */
	synchronized: boolean;
	/** Null: not known (yet). */
	dark: boolean | null;
	/** The background where the terminal told it. */
	background: Rgb | null;
}

const trueColorTerms = /^(xterm-(kitty|ghostty)|alacritty|foot|wezterm|contour|.*-direct|.*-truecolor)/;
const trueColorPrograms = new Set(['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper', 'mintty', 'rio']);
const forced: Readonly<Record<string, ColorDepth>> = {0: 1, false: 1, 1: 16, true: 16, 2: 256, 3: 16_777_216};

function colorDepth(env: Environment): ColorDepth {
	// no-color.org: any value that is not empty.
	if (env.NO_COLOR) return 1;
	const term = env.TERM ?? '';
	if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR in forced) return forced[env.FORCE_COLOR]!;
	if (term === '' || term === 'dumb' || /^vt\d/.test(term)) return 1;
	if (term === 'linux') return 16;
	if (/^(truecolor|24bit)$/i.test(env.COLORTERM ?? '') || env.WT_SESSION || trueColorTerms.test(term)) return 16_777_216;
	if (trueColorPrograms.has(env.TERM_PROGRAM ?? '') && !/^(screen|tmux)/.test(term)) return 16_777_216;
	if (/256/.test(term) || env.TERM_PROGRAM === 'Apple_Terminal') return 256;
	return 16;
}

/** Where no locale is set at all, as in most containers, the terminal is taken to be as modern as any. */
function speaksUtf8(env: Environment): boolean {
	const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
	return !locale || /utf-?8/i.test(locale);
}

/** COLORFGBG, as rxvt, Konsole and others set it: 'foreground;background' in numbers of the 16 colours. */
function darkness(env: Environment): boolean | null {
	const ground = /;(\d+)$/.exec(env.COLORFGBG ?? '')?.[1];
	return ground === undefined ? null : Number(ground) < 7 || Number(ground) === 8;
}

/** What the environment tells about the terminal, before it is asked anything. */
export function capabilitiesOf(env: Environment): Capabilities {
	const term = env.TERM ?? '';
	const unicode = speaksUtf8(env);
	return {
		colors: colorDepth(env),
		unicode,
		braille: unicode && term !== 'linux' && term !== 'dumb',
		synchronized: false,
		dark: darkness(env),
		background: null,
	};
}

/** Whether erased cells take the background colour (terminfo's bce). GNU screen's do not, and tmux may call itself screen. */
export function erasesInColor(env: Environment): boolean {
	return /^(xterm|tmux|alacritty|foot|wezterm|contour|konsole|vte|gnome|linux|rxvt|st-|st$|iterm)/i.test(env.TERM ?? '');
}
