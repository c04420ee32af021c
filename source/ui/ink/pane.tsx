import {Box} from 'ink';
import {continuation, Grid, glyphText} from '../../draw/grid.ts';
import {addText, type Span} from '../../draw/spans.ts';
import type {Part} from '../scene.ts';
import {Line} from './line.tsx';

export interface PaneProps {
	part: Part;
	/** `cells`: the painter draws the part into this box; `text`: Ink writes it as text, for screen readers, pipes and tests. */
	backend: 'cells' | 'text';
}

/** A dense region's place in Ink's layout. */
export function Pane({part, backend}: PaneProps) {
	const {x, y, cols, rows} = part.rect;
	return (
		<Box position="absolute" left={x} top={y} width={cols} height={rows} flexDirection="column" overflow="hidden">
			{backend === 'text' && gridLines(part).map(({key, spans}) => <Line key={key} spans={spans} width={cols} />)}
		</Box>
	);
}

/** Lines of a drawn part as runs of one style. */
function gridLines(part: Part): {key: string; spans: Span[]}[] {
	const grid = new Grid(part.rect.cols, part.rect.rows);
	part.draw(grid);
	return Array.from({length: grid.rows}, (_, row) => {
		const spans: Span[] = [];
		for (let column = 0; column < grid.cols; column++) {
			const at = row * grid.cols + column;
			const glyph = grid.glyphs[at]!;
			if (glyph === continuation) continue;
			addText(spans, glyphText(glyph), grid.styles[at]!);
		}
		return {key: `${part.id} ${row}`, spans};
	});
}
