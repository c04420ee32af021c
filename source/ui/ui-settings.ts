import type {Keeper} from '../actions/keeper.ts';
import type {Rebinding} from '../actions/keys.ts';
import type {RunRow} from '../core/row.ts';
import type {SavedView} from '../core/views/views.ts';
import type {ToEngine} from '../engine/protocol.ts';
import type {ChosenCommand} from '../store/acting/dialog.ts';

/** What the person has set; all of it optional. */
export interface UiSettings {
	/** Rows that stand at the top of the list until their runs are read, with the keys 1, 2, …, and what they and the next ones are read by. */
	first?: {rows: readonly RunRow[]; readBy: string};
	keys?: Rebinding;
	/** Commands for runs. */
	commands?: readonly ChosenCommand[];
	/** The view to begin with; without it the one that was left. */
	begin?: SavedView;
	/** To leave the arrangement of the comparison, too. */
	fresh?: true;
	/** The filter to begin with, instead of the view's. */
	filter?: string;
	/** Where views and filters are kept; without it, nowhere. */
	keeper?: Keeper;
	/** Names of steps and times, and expressions for lines, that the person has set. */
	names?: Extract<ToEngine, {type: 'start'}>['names'];
	/** Files that the person named, each of which stands for the root that it lies in; links followed. */
	files?: readonly string[];
	/** The home directory, which paths are shown relative to. */
	home?: string;
	/** Why nothing may be done; null where all may be. */
	readonly?: string | null;
}
