import type {ToEngine} from '../engine/protocol.ts';
import type {Dialog} from '../store/acting/dialog.ts';
import type {State} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import type {Keeper} from './keeper.ts';

/** What an action can do besides changing the view; handed in by the screen, so that actions know no terminal and no thread. */
export interface Ports {
	post: (message: ToEngine) => void;
	/** Puts text on the clipboard; false where it is too long for that. */
	copy: (text: string) => boolean;
	/** See `Keeper`. */
	saveView: Keeper['saveView'];
	/** Brings `measured` up to date after a key, when further keys came with it. */
	measure: () => void;
	/** Does what the dialog shows. */
	perform: (dialog: Dialog) => void;
	/** Lets the person write the note of the open dialog in their editor. */
	editNote: () => void;
	redraw: () => void;
	suspend: () => void;
	quit: () => void;
}

export interface ActionContext {
	store: Store;
	/** State at the key press. */
	state: State;
	ports: Ports;
	/** Number typed before the key, null for none. */
	count: number | null;
	/** Every action with the person's keys. */
	actions: readonly Action[];
	/** The last key of the sequence, for actions with several. */
	key: string;
}

export const sections = ['Move', 'See', 'Find', 'Mark', 'Act', 'Compare', 'Rank', 'Charts', 'Copy', 'Program'] as const;
export type Section = (typeof sections)[number];

/**
 * A user command. Footer, help, palette and the table of keys are all made from these, so what is not here has no key, and what does not
 * work now is not shown.
 */
export interface Action {
	readonly id: string;
	/** As in help, sentence case: "Sort by…". */
	readonly title: string;
	readonly section: Section;
	/** Fewer words for the strip of keys that go on from a prefix, where the title has many. */
	readonly short?: string;
	/** Key sequences: 'j', 'ctrl-d', 'g g'. */
	readonly keys: readonly string[];
	/** One word for the footer, or what it is now ('' while it would do nothing), and its place there: lower comes first. None for what everybody knows. */
	readonly hint?: {word: string | ((state: State) => string); rank: number};
	/** True where a number typed before it says how far or how many, even when that digit has just focused a pane. */
	readonly counts?: boolean;
	/** Whether it does something now. */
	readonly when: (state: State) => boolean;
	readonly run: (context: ActionContext) => void;
}
