import {spansWidth} from '../../draw/spans.ts';
import {roleStyle} from '../../draw/style.ts';
import type {Dialog} from '../../store/acting/dialog.ts';
import {DialogFrame} from '../ink/dialog-frame.tsx';
import {Line} from '../ink/line.tsx';
import type {Brush, Size} from '../scene.ts';
import {layoutDialog} from './dialog-layout.ts';

export interface ActDialogProps {
	dialog: Dialog;
	size: Size;
	brush: Brush;
}

/** A dialog that acts: what would be done, what can be chosen for it, and two buttons, the first of which does nothing. */
export function ActDialog({dialog, size, brush}: ActDialogProps) {
	const {width, rows, top, gap, lines, title, buttons} = layoutDialog(dialog, size, brush);
	const place = lines.length > rows ? ` ${top + 1}–${top + rows} of ${lines.length} ` : '';
	const hasRoom = spansWidth(title) + place.length + 4 <= width;
	const margin = {text: ' ', style: roleStyle('dim')};
	return (
		<DialogFrame
			frame={{cols: width, rows: rows + gap + 3}}
			size={size}
			title={title}
			place={{text: hasRoom ? place : '', style: roleStyle('dim')}}
			brush={brush}
		>
			{lines.slice(top, top + rows).map(({id, spans}) => (
				<Line key={id} spans={[margin, ...spans]} width={width - 2} />
			))}
			{gap > 0 && <Line spans={[]} width={width - 2} />}
			<Line spans={[margin, ...buttons]} width={width - 2} />
		</DialogFrame>
	);
}
