import type {Action} from '../actions/action.ts';
import type {State} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import type {Frame} from './frame.ts';
import type {Brush, Scene, Size} from './scene.ts';

/** What Ink's part of the screen is made from. */
export interface InkOptions {
	store: Store;
	actions: readonly Action[];
	frame: Frame;
	brush: () => Brush;
	size: () => Size;
	scene: (state: State) => Scene;
}
