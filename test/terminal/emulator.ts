import xterm from '@xterm/headless';
import {continuation, type Grid, glyphText} from '../../source/draw/grid.ts';

export type Emulator = InstanceType<typeof xterm.Terminal>;

/** A terminal emulator of this size, without scroll-back. */
export function createEmulator(cols: number, rows: number): Emulator {
	return new xterm.Terminal({cols, rows, scrollback: 0, allowProposedApi: true});
}

/** Feeds bytes and resolves when the emulator has taken them in. */
export function feed(emulator: Emulator, text: string): Promise<void> {
	return new Promise(resolve => emulator.write(text, resolve));
}

/** Lines as a person sees them, trailing blanks cut. */
export function screenLines(emulator: Emulator): string[] {
	const buffer = emulator.buffer.active;
	return Array.from(
		{length: emulator.rows},
		(_, y) =>
			buffer
				.getLine(buffer.baseY + y)
				?.translateToString(true, 0, emulator.cols)
				.trimEnd() ?? '',
	);
}

/** What shows of every cell: its text, and where that is not blank the colours and attributes, else only what shows on a blank. */
export function cellLooks(emulator: Emulator): string[] {
	const looks: string[] = [];
	const buffer = emulator.buffer.active;
	for (let y = 0; y < emulator.rows; y++) {
		const line = buffer.getLine(buffer.baseY + y)!;
		for (let x = 0; x < emulator.cols; x++) {
			const cell = line.getCell(x)!;
			const characters = cell.getWidth() === 0 ? '' : cell.getChars() || ' ';
			const marks = [cell.isUnderline(), cell.isInverse(), cell.isStrikethrough()].map(Number).join('');
			const ground = `${cell.getBgColorMode()}:${cell.getBgColor()}`;
			const ink =
				characters === ' '
					? ''
					: `${cell.getFgColorMode()}:${cell.getFgColor()} ${Number(cell.isBold() !== 0)}${Number(cell.isDim() !== 0)}`;
			looks.push(`${characters}|${ground}|${marks}|${ink}`);
		}
	}
	return looks;
}

/** The glyphs of a grid in the form of `cellLooks`' first part. */
export function gridCharacters(grid: Grid): string[] {
	return [...grid.glyphs].map(glyph => (glyph === continuation ? '' : glyphText(glyph)));
}
