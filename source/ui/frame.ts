import {Grid} from '../draw/grid.ts';
import type {Store} from '../store/store.ts';
import {type Brush, inRect, type Scene, type Size, type Zone} from './scene.ts';

/** Cells that Ink drew, laid over the dense parts where it drew anything. */
export interface Overlay {
	grid: Grid;
	/** 1 where what lies below shows through. */
	transparent: Uint8Array;
	cursor: {x: number; y: number} | null;
}

export interface FrameSource {
	store: Store;
	size: () => Size;
	brush: () => Brush;
	scene: (size: Size, brush: Brush) => Scene;
	show: (grid: Grid, cursor: {x: number; y: number} | null) => void;
	/** Hears what is on the screen, after it was handed over. */
	onShown: (scene: Scene) => void;
}

/**
 * Composes the screen's grid and hands it to the terminal: the dense parts, drawn from the state, and over them what Ink drew. Ticks and
 * cursor moves go through here without React.
 */
export class Frame {
	private grid = new Grid(1, 1);
	private overlay: Overlay | null = null;
	private readonly partGrids = new Map<string, Grid>();
	private zones: Zone[] = [];

	constructor(private readonly source: FrameSource) {}

	setOverlay(overlay: Overlay | null): void {
		this.overlay = overlay;
		this.paint();
	}

	paint(): void {
		const {source} = this;
		const size = source.size();
		if (size.cols < 1 || size.rows < 1) return;
		if (this.grid.cols !== size.cols || this.grid.rows !== size.rows) this.grid = new Grid(size.cols, size.rows);
		else this.grid.clear();
		const scene = source.scene(size, source.brush());
		for (const {id, rect, draw} of scene.parts) {
			const part = this.partGrid(id, rect);
			draw(part);
			this.grid.blit(part, rect.x, rect.y);
		}
		if (this.overlay !== null) lay(this.grid, this.overlay);
		this.zones = scene.zones;
		// What actions need of this layout; it tells of the screen, so nobody is notified.
		Object.assign(source.store.getState().measured, size, scene.measured);
		source.show(this.grid, this.overlay?.cursor ?? null);
		source.onShown(scene);
	}

	/** The topmost thing at a cell of the last frame. */
	zoneAt(x: number, y: number): Zone | null {
		return this.zones.findLast(({rect}) => inRect(rect, x, y)) ?? null;
	}

	private partGrid(id: string, {cols, rows}: Size): Grid {
		const known = this.partGrids.get(id);
		if (known !== undefined && known.cols === cols && known.rows === rows) {
			known.clear();
			return known;
		}
		const grid = new Grid(cols, rows);
		this.partGrids.set(id, grid);
		return grid;
	}
}

function lay(grid: Grid, {grid: over, transparent}: Overlay): void {
	const cols = Math.min(grid.cols, over.cols);
	for (let y = 0; y < Math.min(grid.rows, over.rows); y++) {
		for (let x = 0; x < cols; x++) {
			const from = y * over.cols + x;
			if (transparent[from] === 1) continue;
			grid.glyphs[y * grid.cols + x] = over.glyphs[from]!;
			grid.styles[y * grid.cols + x] = over.styles[from]!;
		}
	}
}
