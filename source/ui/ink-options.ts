import type {Action} from '../actions/action.ts';
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
	scene: () => Scene;
	looks: Looks;
}

export interface InkLayer {
	/** Lays out anew for the size that is in force. */
	resize: () => void;
	close: () => void;
	/** Lays out a prompt that nobody sees, so that the first real one finds its code compiled. */
	rehearse: () => void;
}

/** Loads the part of the screen that Ink draws: whoever starts the screen knows where that lies. */
export type LoadInk = () => Promise<{openInkLayer(options: InkOptions, onOverlay: (overlay: Overlay) => void): InkLayer}>;
