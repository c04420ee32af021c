import type {MouseTarget} from '../actions/mouse.ts';
import type {ZoneOffset} from '../core/text/units.ts';
import type {Glyphs} from '../draw/glyphs.ts';
import type {Grid} from '../draw/grid.ts';
import type {Measured} from '../store/state.ts';
import type {PaneId} from '../store/view.ts';
import type {Shown} from '../store/wishes.ts';

export interface Rect {
	x: number;
	y: number;
	cols: number;
	rows: number;
}

export interface Size {
	cols: number;
	rows: number;
}

/** What drawing must know of the terminal and the place. */
export interface Brush {
	glyphs: Glyphs;
	/** False where backgrounds are not seen: NO_COLOR or a terminal of two colours. */
	color: boolean;
	/** Minutes east of UTC. */
	zone: ZoneOffset;
	/** The home directory, which paths are shown relative to; empty for none. */
	home: string;
}

/** A dense region: drawn into a grid of its own of the rectangle's size, then put in place. */
export interface Part {
	id: string;
	rect: Rect;
	draw: (grid: Grid) => void;
}

export interface Zone {
	rect: Rect;
	pane: PaneId | null;
	/** Id of the pane, where several are of one kind. */
	split?: number;
	target: MouseTarget;
}

/** Everything that one frame shows, apart from prompts and dialogs. */
export interface Scene {
	parts: Part[];
	/** Later ones lie on top. */
	zones: Zone[];
	shown: Shown;
	/** What actions need to know of this layout. */
	measured: Partial<Measured>;
}

export const nothingShown: Shown = {
	runs: [],
	groups: [],
	metrics: [],
	sparkWidth: 0,
	curves: [],
	opened: null,
	logLines: 0,
	compared: null,
	machine: false,
};

export function inRect({x, y, cols, rows}: Rect, column: number, row: number): boolean {
	return column >= x && column < x + cols && row >= y && row < y + rows;
}
