import type {Action} from '../actions/action.ts';
import type {Store} from '../store/store.ts';
import type {Frame} from './frame.ts';
import type {Brush, Size} from './scene.ts';

export interface InkOptions {
	store: Store;
	actions: readonly Action[];
	frame: Frame;
	brush: () => Brush;
	size: () => Size;
}

/** Stands between the screen and Ink, which takes a fifth of a second to load: it comes when a prompt or dialog wants it, or in the first rest. */
export class InkLoader {
	constructor(readonly options: InkOptions) {}

	/** True where Ink has something to draw now and will hand over its frame by itself. */
	follow(): boolean {
		return false;
	}

	whenIdle(): void {}

	resize(): void {}

	close(): void {}
}
