import type {Pane} from '../../core/panes/pane-tree.ts';
import type {Grid} from '../../draw/grid.ts';
import type {CurveRequest} from '../../store/shelves/curve-shelf.ts';
import type {Measured, State} from '../../store/state.ts';
import type {ScreenMemory} from '../memory.ts';
import type {Brush, Rect, Zone} from '../scene.ts';
import type {CompareModel} from './compare-model.ts';

/** What the panes of one frame are made from. */
export interface PaneContext {
	state: State;
	model: CompareModel;
	memory: ScreenMemory;
	brush: Brush;
	/** Id of the pane in focus. */
	focused: number;
	/** What stands at the right of a title when only one pane is on the screen, so that the others are found; '' else. */
	hint: string;
}

export interface Placed {
	pane: Pane;
	rect: Rect;
	/** The digit that focuses it. */
	number: number;
}

/** A pane ready to be drawn, and what it wants and tells. */
export interface PanePart {
	pane: Pane;
	rect: Rect;
	draw: (grid: Grid) => void;
	zones: Zone[];
	curves: readonly CurveRequest[];
	/** What actions need to know while it is in focus. */
	measured: Partial<Measured>;
}
