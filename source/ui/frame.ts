import {Grid} from '../draw/grid.ts';
import type {State} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {inRect, type Scene, type Size, type Zone} from './scene.ts';

/** Lays what Ink drew over the dense parts. */
export type Overlay = (grid: Grid) => void;

export interface FrameSource {
	store: Store;
	size: () => Size;
	scene: (state: State, size: Size) => Scene;
	show: (grid: Grid) => void;
	/** Asks for a frame at the end of this turn. */
	request: () => void;
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
	/** The scene that was made last and is not drawn yet: Ink lays it out, too. */
	private made: {state: State; size: Size; scene: Scene} | null = null;

	constructor(private readonly source: FrameSource) {}

	/** Ink has drawn; it is shown with the next frame. */
	setOverlay(overlay: Overlay): void {
		this.overlay = overlay;
		this.source.request();
	}

	paint(): void {
		const {source} = this;
		const size = source.size();
		if (size.cols < 1 || size.rows < 1) return;
		if (this.grid.cols !== size.cols || this.grid.rows !== size.rows) this.grid = new Grid(size.cols, size.rows);
		else this.grid.clear();
		const scene = this.measure();
		for (const {id, rect, draw} of scene.parts) {
			const part = this.partGrid(id, rect);
			draw(part);
			this.grid.blit(part, rect.x, rect.y);
		}
		this.overlay?.(this.grid);
		this.zones = scene.zones;
		source.show(this.grid);
		this.forget();
		source.onShown(scene);
	}

	/** The scene of the state as it is, made once for all who ask before it is drawn. */
	scene(): Scene {
		const state = this.source.store.getState();
		const {cols, rows} = this.source.size();
		const {made} = this;
		if (made !== null && made.state === state && made.size.cols === cols && made.size.rows === rows) return made.scene;
		const scene = this.source.scene(state, {cols, rows});
		this.made = {state, size: {cols, rows}, scene};
		return scene;
	}

	/** What scenes are made of has changed, beside the state. */
	forget(): void {
		this.made = null;
	}

	/** Lays the screen out without drawing it. What actions need of the layout goes into the state; it tells of the screen, so nobody is notified. */
	measure(): Scene {
		const {cols, rows} = this.source.size();
		const scene = this.scene();
		Object.assign(this.source.store.getState().measured, {cols, rows}, scene.measured);
		return scene;
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
