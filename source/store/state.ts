import type {Telling} from '../core/acting/telling.ts';
import type {PaneTree} from '../core/panes/pane-tree.ts';
import type {RunRow} from '../core/row.ts';
import type {JsonObject} from '../core/run.ts';
import type {LineKey} from '../core/table/lines/list-line.ts';
import type {ZoneOffset} from '../core/text/units.ts';
import type {LogTail, MachineUse, Reading, RunDetail} from '../engine/protocol.ts';
import type {ChosenCommand} from './acting/dialog.ts';
import {type ComparedKnown, nothingCompared} from './compare/news.ts';
import type {EarlyRows} from './early-rows.ts';
import {emptyOrder, type Order} from './order/order.ts';
import {noViews, type SavedViews} from './saved-view.ts';
import {CurveShelf} from './shelves/curve-shelf.ts';
import {MediaShelf} from './shelves/media-shelf.ts';
import {initialView, type MenuLine, type PaneId, type View} from './view.ts';

/** Counters that say what kind of change the rows have seen, so that selectors recompute only for what concerns them. */
export interface Versions {
	/** Anything in any row. */
	rows: number;
	/** Rows came or went. */
	members: number;
	/** A row is called otherwise, lies elsewhere or is of another group. */
	names: number;
	/** A row's config changed. */
	config: number;
	/** A row's list of metric names changed. */
	metrics: number;
}

/** What the last layout found out and actions need: page heights, the panes there are. Written by the painter in place, never notified. */
export interface Measured {
	cols: number;
	rows: number;
	listRows: number;
	/** First line of the list on the screen. */
	scroll: number;
	/** First line of the focused text pane on the screen. */
	textTop: number;
	textRows: number;
	textLines: number;
	/** Cells that the focused text is scrolled sideways by so that what is looked for is seen in a line. */
	columnOf: (line: number, wanted: string) => number;
	/** Panes on the screen in the order of their numbers. */
	panes: PaneId[];
	/** How panes divide the Compare screen, null elsewhere. */
	tree: PaneTree | null;
	/** Line of the cursor in the focused text, 0 for its heading; null where it has none. */
	textLine: number | null;
	/** What Enter does on the lines of the focused text, by line; null for nothing. */
	opens: readonly LineOpens[];
	/** Ids of the list's columns that can be sorted by, from the left. */
	columns: string[];
	/** Columns at the right do not fit. */
	moreColumns: boolean;
	/** Metrics of the charts on the screen's pages, and how many make a page. */
	chartMetrics: readonly string[];
	chartsPerPage: number;
	/** Of the chart that has the cursor: which axis, the part of it in view, all there is of it, and columns. */
	chart: {axis: string; from: number; to: number; first: number; last: number; cols: number} | null;
	/** On the screen of ranks: the run of each place, then those without one; and the settings, the most telling first. */
	rankedRuns: readonly number[];
	rankedSettings: readonly string[];
	/** Steps around the one shown of the chosen picture or distribution, and which of them it is; null elsewhere. */
	media: {steps: readonly number[]; at: number} | null;
	/** `versions.rows` that the ranking, and what decides, was made of; -1 where they differ. */
	rankedVersion: number;
	/** All that the lines of the focused pane say, to be looked through; made when somebody looks for something. */
	text: () => readonly string[];
	/** Lines of the open dialog, how many of them are in view, and the first of these. */
	dialogLines: number;
	dialogRows: number;
	dialogTop: number;
	/** What Enter takes in the open menu. */
	menuLine: MenuLine | null;
}

/** Id of the line whose values Enter shows in full; null for a line that has no more to show. */
export type LineOpens = string | null;

export interface State {
	/** One map for the whole life; `versions` tells of changes. */
	rows: Map<number, RunRow>;
	versions: Versions;
	/** Sparkline values by run or group, then metric. */
	sparks: Map<LineKey, Map<string, Float32Array>>;
	curves: CurveShelf;
	media: MediaShelf;
	/** Changes whenever a curve, sparkline, detail or log came. */
	dataVersion: number;
	detail: RunDetail | null;
	/** Use of this machine, as it was last told. */
	machine: MachineUse | null;
	log: LogTail | null;
	compared: ComparedKnown;
	reading: Reading | null;
	/** Rows of an earlier start, in the place of runs that are not read yet. */
	early: EarlyRows;
	/** What is being done to runs right now, by their keys: 'stopping'. */
	acting: ReadonlyMap<number, string>;
	/** What the person wants to be told of. */
	tellings: readonly Telling[];
	/** Ids of the runs that something was done to last: what an undo is about. */
	lastActed: {readonly runs: readonly string[]; readonly atMs: number};
	/** The log of what this program did, oldest first; null before it was read. */
	actLog: readonly JsonObject[] | null;
	/** Commands for runs that the person has set. */
	commands: readonly ChosenCommand[];
	/** Why nothing may be done, null where all may be. */
	readonly: string | null;
	/** The engine has died, and why. */
	fatal: string | null;
	roots: readonly string[];
	/** Minutes east of UTC, for times in filters. */
	zone: ZoneOffset;
	order: Order;
	saved: SavedViews;
	view: View;
	measured: Measured;
	nowMs: number;
	/** When a key was last pressed. */
	keyAtMs: number;
}

export function initialState(roots: readonly string[], nowMs: number): State {
	return {
		rows: new Map(),
		versions: {rows: 0, members: 0, names: 0, config: 0, metrics: 0},
		sparks: new Map(),
		curves: new CurveShelf(),
		media: new MediaShelf(),
		dataVersion: 0,
		detail: null,
		machine: null,
		log: null,
		compared: nothingCompared,
		reading: null,
		early: new Map(),
		acting: new Map(),
		tellings: [],
		lastActed: {runs: [], atMs: 0},
		actLog: null,
		commands: [],
		readonly: null,
		fatal: null,
		roots,
		zone: 0,
		order: emptyOrder,
		saved: noViews,
		view: initialView(),
		measured: {
			cols: 80,
			rows: 24,
			listRows: 20,
			scroll: 0,
			textTop: 0,
			textRows: 20,
			textLines: 0,
			columnOf: () => 0,
			panes: ['list'],
			tree: null,
			textLine: null,
			opens: [],
			columns: [],
			moreColumns: false,
			chartMetrics: [],
			chartsPerPage: 1,
			chart: null,
			rankedRuns: [],
			rankedSettings: [],
			media: null,
			rankedVersion: -1,
			text: () => [],
			dialogLines: 0,
			dialogRows: 0,
			dialogTop: 0,
			menuLine: null,
		},
		nowMs,
		keyAtMs: 0,
	};
}
