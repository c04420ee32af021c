import type {Rebinding} from '../actions/keys.ts';
import type {View} from '../store/view.ts';

/** What the person has set; all of it optional. */
export interface UiSettings {
	keys?: Rebinding;
	/** Where to begin: sorting, filter, metrics, tree. */
	view?: Partial<View>;
	/** The home directory, which paths are shown relative to. */
	home?: string;
	/** Why nothing may be done; null where all may be. */
	readonly?: string | null;
}
