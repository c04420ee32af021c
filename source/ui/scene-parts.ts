import type {PaneId} from '../store/view.ts';
import type {Part, Rect, Zone} from './scene.ts';

/** What a scene is put together from, piece by piece; what has no place on this screen is left out. */
export class SceneParts {
	readonly parts: Part[] = [];
	readonly zones: Zone[] = [];

	add(id: string, rect: Rect | null, draw: Part['draw']): void {
		if (rect !== null && rect.rows > 0 && rect.cols > 0) this.parts.push({id, rect, draw});
	}

	/** Lets the mouse choose a pane. */
	addPaneZone(pane: PaneId, rect: Rect | null): void {
		if (rect !== null) this.zones.push({rect, pane, target: {kind: 'pane', pane}});
	}
}
