import type {PaneTree} from '../core/panes/pane-tree.ts';
import type {RunRow} from '../core/row.ts';
import type {SavedView} from '../core/views/views.ts';
import type {SavedViews} from '../store/saved-view.ts';

/** What is kept of the screen from one start to the next, for this person, and never in the directories of runs unless asked for. */
export interface Keeper {
	/** As it was at the start. */
	saved: SavedViews;
	/** Filters kept at the prompt, the newest first. */
	history: readonly string[];
	/** What of the files cannot be used, each naming its file. */
	problems: readonly string[];
	/**
	 * Saves a view under a name, or with null forgets it.
	 * @returns the views there are now, which another xtui may have changed too, or why it could not be done
	 */
	saveView: (owner: ViewOwner, name: string, view: SavedView | null) => SavedViews | {fault: string};
	/** Keeps what the screen shows, for the next start; what cannot be kept is let go. */
	keepLast: (view: SavedView) => void;
	keepFilter: (query: string) => void;
	/** Keeps what is known of all runs, for shells to complete from, by steps of a few milliseconds; nothing is kept before the last one. */
	keepIndex: (rows: Iterable<RunRow>, nowMs: number) => Generator<void, void>;
	/** How the panes of the Compare screen were arranged at the start; null for the usual way. */
	panes: PaneTree | null;
	keepPanes: (tree: PaneTree | null) => void;
}

export type ViewOwner = 'own' | 'project';
