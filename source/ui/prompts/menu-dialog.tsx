import {DialogFrame} from '../ink/dialog-frame.tsx';
import {Line} from '../ink/line.tsx';
import type {Brush, Size} from '../scene.ts';
import type {MenuLook} from './menu-look.ts';

export interface MenuDialogProps {
	look: MenuLook;
	size: Size;
	brush: Brush;
}

/** A dialog with a list to choose from, over the middle of the screen. */
export function MenuDialog({look, size, brush}: MenuDialogProps) {
	const {width, rows, title, place, lines, hint} = look;
	const inner = width - 2;
	const blanks = Array.from({length: Math.max(0, rows - lines.length)}, (_, at) => `blank ${at}`);
	return (
		<DialogFrame frame={{cols: width, rows: rows + 3}} size={size} title={title} place={place} brush={brush}>
			{lines.map(({id, spans}) => (
				<Line key={id} spans={spans} width={inner} />
			))}
			{blanks.map(key => (
				<Line key={key} spans={[]} width={inner} />
			))}
			<Line spans={hint} width={inner} />
		</DialogFrame>
	);
}
