import type {Action} from '../actions/action.ts';
import type {State} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import type {Frame, Overlay} from './frame.ts';
import type {Looks} from './looks.ts';
import type {Brush, Scene, Size} from './scene.ts';

/** What Ink's part of the screen is made from. */
export interface InkOptions {
	store: Store;
	actions: readonly Action[];
	frame: Frame;
	brush: () => Brush;
	size: () => Size;
	scene: (state: State) => Scene;
	looks: Looks;
}

export interface InkLayer {
	/** Lays out anew for the size that is in force. */
	resize: () => void;
	close: () => void;
}

/** Loads the part of the screen that Ink draws: whoever starts the screen knows where that lies. */
export type LoadInk = () => Promise<{openInkLayer(options: InkOptions, onOverlay: (overlay: Overlay) => void): InkLayer}>;
