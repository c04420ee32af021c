import type xterm from '@xterm/headless';

type Emulator = InstanceType<typeof xterm.Terminal>;

const cellWidth = 8.4;
const cellHeight = 18;
const base = ['#101014', '#cd3131', '#0dbc79', '#e5e510', '#2472c8', '#bc3fbc', '#11a8cd', '#e5e5e5'];
const bright = ['#666666', '#f14c4c', '#23d18b', '#f5f543', '#3b8eea', '#d670d6', '#29b8db', '#ffffff'];
const foreground = '#d4d4d4';
const background = '#101014';

/** Colour of an index of the 256-colour palette: 16 named, a 6×6×6 cube, 24 greys. */
function paletteColor(index: number): string {
	if (index < 8) return base[index]!;
	if (index < 16) return bright[index - 8]!;
	if (index >= 232) return hex([8 + (index - 232) * 10, 8 + (index - 232) * 10, 8 + (index - 232) * 10]);
	const level = (part: number) => (part === 0 ? 0 : 55 + part * 40);
	const cube = index - 16;
	return hex([level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6)]);
}

const hex = (parts: number[]) => `#${parts.map(part => part.toString(16).padStart(2, '0')).join('')}`;
const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

interface Look {
	color: string;
	paper: string;
	bold: boolean;
	dim: boolean;
}

function lookOf(emulator: Emulator, x: number, y: number): {text: string; width: number; look: Look} {
	const cell = emulator.buffer.active.getLine(emulator.buffer.active.viewportY + y)?.getCell(x);
	if (cell === undefined) return {text: ' ', width: 1, look: {color: foreground, paper: background, bold: false, dim: false}};
	const color = (isRgb: boolean, isPalette: boolean, value: number, otherwise: string) =>
		isRgb ? `#${value.toString(16).padStart(6, '0')}` : isPalette ? paletteColor(value) : otherwise;
	let ink = color(cell.isFgRGB(), cell.isFgPalette(), cell.getFgColor(), foreground);
	let paper = color(cell.isBgRGB(), cell.isBgPalette(), cell.getBgColor(), background);
	if (cell.isInverse()) [ink, paper] = [paper, ink];
	return {
		text: cell.getChars() || ' ',
		width: cell.getWidth(),
		look: {color: ink, paper, bold: cell.isBold() !== 0, dim: cell.isDim() !== 0},
	};
}

const same = (a: Look, b: Look) => a.color === b.color && a.paper === b.paper && a.bold === b.bold && a.dim === b.dim;

const dots = [
	[0, 0],
	[0, 1],
	[0, 2],
	[1, 0],
	[1, 1],
	[1, 2],
	[0, 3],
	[1, 3],
] as const;

/** Braille as squares: fonts that lack it fall back to ones of another width. */
function drawDots(text: string, x: number, y: number, color: string): string {
	let path = '';
	[...text].forEach((character, i) => {
		const mask = character.codePointAt(0)! - 0x2800;
		dots.forEach(([column, row], bit) => {
			if ((mask >> bit) & 1)
				path += `M${((x + i) * cellWidth + 1.4 + column * 4.2).toFixed(1)} ${(y * cellHeight + 1.6 + row * 4.5).toFixed(1)}h1.7v1.7h-1.7z`;
		});
	});
	return path === '' ? '' : `<path d="${path}" fill="${color}"/>`;
}

const isBraille = (text: string) => /[\u2800-\u28ff]/.test(text);

function drawRun(text: string, cells: number, x: number, y: number, look: Look): string {
	const left = (x * cellWidth).toFixed(1);
	const width = (cells * cellWidth).toFixed(1);
	const paper =
		look.paper === background
			? ''
			: `<rect x="${left}" y="${y * cellHeight}" width="${width}" height="${cellHeight}" fill="${look.paper}"/>`;
	if (text.trim() === '') return paper;
	if (isBraille(text)) return paper + drawDots(text, x, y, look.color);
	const style = `${look.bold ? ' font-weight="bold"' : ''}${look.dim ? ' opacity="0.6"' : ''}`;
	return `${paper}<text x="${left}" y="${y * cellHeight + 13.5}" fill="${look.color}" textLength="${width}" lengthAdjust="spacingAndGlyphs"${style}>${escapeXml(text)}</text>`;
}

/** What an emulator shows, as one SVG with a line of text for each run of cells that look alike. */
export function screenToSvg(emulator: Emulator): string {
	const {cols, rows} = emulator;
	const parts: string[] = [];
	for (let y = 0; y < rows; y++) {
		let start = 0;
		let text = '';
		let look: Look | null = null;
		for (let x = 0; x < cols; x++) {
			const cell = lookOf(emulator, x, y);
			if (cell.width === 0) continue;
			if (look !== null && (!same(look, cell.look) || isBraille(text) !== isBraille(cell.text))) {
				parts.push(drawRun(text, x - start, start, y, look));
				[start, text] = [x, ''];
			}
			look = cell.look;
			text += cell.text;
		}
		if (look !== null) parts.push(drawRun(text, cols - start, start, y, look));
	}
	const size = `width="${Math.ceil(cols * cellWidth)}" height="${rows * cellHeight}"`;
	const font = 'font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14" xml:space="preserve"';
	// Browsers that no longer know xml:space.
	const blanks = '<style>text { white-space: pre }</style>';
	return `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${font}>${blanks}<rect width="100%" height="100%" fill="${background}"/>\n${parts.filter(Boolean).join('\n')}\n</svg>\n`;
}
