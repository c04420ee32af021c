import type {LogOrder} from '../core/diff/align-logs.ts';
import type {Moment} from '../core/diff/moment.ts';
import type {Split} from '../core/panes/pane-tree.ts';
import type {AggregateChoice} from '../core/table/columns/columns.ts';
import type {SpreadStyle} from '../core/table/groups/group-summary.ts';
import type {LineKey} from '../core/table/lines/list-line.ts';
import type {TreeShape} from '../core/table/lines/list-lines.ts';
import type {Direction} from '../core/table/metrics/direction.ts';
import type {Dialog} from './acting/dialog.ts';
import {type ComparePanes, initialPanes, type PaneScroll, unscrolled} from './compare/pane-state.ts';
import {plainRank, type RankView} from './rank/rank-view.ts';
import {type ChartSettings, plainChart, type XCursor, type XRange} from './shelves/chart-settings.ts';

export const runTabs = ['charts', 'log', 'config', 'summary', 'source', 'system', 'media', 'files', 'problems', 'about'] as const;
export type RunTab = (typeof runTabs)[number];

export type PaneId = 'list' | 'charts' | 'facts' | 'log' | 'text' | 'settings' | 'plot';

/** One screen of the stack; the last one is shown. */
export type Screen =
	| {kind: 'runs'}
	| {kind: 'run'; run: number; tab: RunTab}
	| {kind: 'compare'; runs: readonly number[]}
	/** Who is best, and what decides. */
	| {kind: 'rank'}
	/** What this program did. */
	| {kind: 'acts'}
	| {kind: 'help'};

export interface SortKey {
	/** Id of a column: 'name', 'age', 'm:loss', 'c:lr'; see sort-values.ts. */
	column: string;
	descending: boolean;
}

export type GroupChoice = readonly string[] | 'but-seed';

export interface Cycle {
	text: string;
	from: number;
	to: number;
	inserts: readonly string[];
	at: number;
	/** True where these are whole names of fields, behind which what is asked of them follows. */
	areFields: boolean;
}

export interface Prompt {
	kind: 'filter' | 'find' | 'help' | 'limits' | 'view' | 'project-view' | 'moment' | 'report';
	text: string;
	/** Position of the caret, in UTF-16 units. */
	caret: number;
	/** Text when the prompt was opened, which Esc brings back. */
	before: string;
	/** Words that Tab goes through: the text before the first Tab, what it may put there, and which one it has. */
	cycle: Cycle | null;
	/** True where Tab has just written the whole name of a field. */
	named?: boolean;
	/** Where in the history it stands, and what was typed before; null while it is being typed. */
	recall: {draft: string; at: number} | null;
}

/** A dialog with a list to choose from. Its items are computed from the state (menus.ts), so that they are never stale. */
export interface Menu {
	kind:
		| 'palette'
		| 'sort'
		| 'metrics'
		| 'aggregates'
		| 'columns'
		| 'runs'
		| 'values'
		| 'views'
		| 'group'
		| 'axis'
		| 'pane'
		| 'rank-metric'
		| 'rank-part'
		| 'commands';
	/** Where a pane that is chosen for comes: in a new pane beside or below the one in focus, or in that one. */
	split?: Split['direction'];
	cursor: number;
	text: string;
	/** True while keys are typed into `text`, which narrows the list. */
	typing: boolean;
	/** The metric that a dialog of aggregates is about, and the dialog to go back to from it. */
	of?: string;
	under?: Menu | null;
	/** Line that a key was pressed on which must be pressed twice. */
	asked?: string | null;
}

/** The line of a menu that was drawn under the cursor. */
export interface MenuLine {
	menu: Menu;
	id: string;
	label: string;
}

export interface Notice {
	text: string;
	role: 'info' | 'warn' | 'bad';
	atMs: number;
}

/** What the person has chosen to see; nothing of it comes from the data. */
export interface View extends PaneScroll {
	screens: readonly Screen[];
	/** Line under the cursor; null until it was moved, which means the first one. */
	cursor: LineKey | null;
	/** First value column shown after the name, for lists wider than the screen. */
	scrollColumns: number;
	sort: readonly SortKey[];
	filter: string;
	/** Filters that were kept, the newest first. */
	history: readonly string[];
	find: string;
	marked: ReadonlySet<number>;
	/** A range of marks that was begun with `v` and follows the cursor: its first line, and what was marked before. */
	marking: {from: LineKey; before: ReadonlySet<number>} | null;
	/** Run that others are measured against, null for the first one compared. */
	baseline: number | null;
	/** The compared run that keys are about, null for the first. */
	compared: number | null;
	/** Compared runs whose curves are not drawn. */
	hidden: ReadonlySet<number>;
	/** Compared runs that stand first. */
	pinned: ReadonlySet<number>;
	panes: ComparePanes;
	/** The line whose values the focused pane of the Compare screen shows in full, and how it was scrolled before; null for none. */
	opened: {line: string; back: PaneScroll} | null;
	/** Where in their course runs are compared: at a moment, or where the reading line stands; null for the end. */
	compareAt: Moment | 'line' | null;
	/** What the lines of compared logs are put beside each other by, null for what they tell. */
	logOrder: LogOrder | null;
	/** Also shows what is the same in all compared runs. */
	compareAll: boolean;
	/** Metrics shown, null for xtui's own choice. */
	metrics: readonly string[] | null;
	/** Column ids shown or hidden by hand, over what the width would allow. */
	columns: Readonly<Record<string, boolean>>;
	/** Columns that were moved, from the left; they share the places of these. */
	columnOrder: readonly string[];
	/** What a metric's columns show where that is not its last value alone, by the metric's name. */
	aggregates: Readonly<Record<string, readonly AggregateChoice[]>>;
	/** Which way a metric is better where the person has said so. */
	goals: Readonly<Record<string, Direction>>;
	hideConstant: boolean;
	tree: TreeShape;
	/** One level of headings for each field, as it is typed; or one level of all that differs but the seed. The filter's `group:` goes first. */
	group: GroupChoice;
	/** Whether groups are open that were not folded by hand. */
	groupsOpen: boolean;
	/** How groups show their numbers. */
	spread: SpreadStyle;
	/** Lines of the list that were opened or closed by hand. */
	folds: ReadonlyMap<LineKey, boolean>;
	rank: RankView;
	/** Shows the use of this machine in a line below the header. */
	machineLine: boolean;
	focus: PaneId;
	zoomed: boolean;
	chart: ChartSettings;
	/** Part of x in view, null for all of it. */
	range: XRange | null;
	/** Metric of the chart that has the cursor, null for the first. */
	chartMetric: string | null;
	/** Where the charts' reading line stands, null for none. */
	chartX: XCursor | null;
	/** Step that logged pictures and the like are shown at, null for the newest. */
	mediaStep: number | null;
	helpCursor: number;
	helpText: string;
	prompt: Prompt | null;
	menu: Menu | null;
	dialog: Dialog | null;
	/** Keys of an unfinished sequence, as in `g g`. */
	pending: readonly string[];
	count: number | null;
	/** What brings back the pane that had the focus, when a digit that focused another one turns out to be a count, and when the digit came. */
	digit: {back: Partial<View>; atMs: number} | null;
	notice: Notice | null;
	/** When ctrl-c was pressed once. */
	interruptedAtMs: number | null;
}

export const defaultSort: readonly SortKey[] = [
	{column: 'live', descending: true},
	{column: 'started', descending: true},
];

/** Sort keys that the person has chosen, without the usual order that ties fall back to. */
export function chosenKeys(sort: readonly SortKey[]): readonly SortKey[] {
	const isUsual = (key: SortKey, at: number) => {
		const usual = defaultSort[at - (sort.length - defaultSort.length)];
		return usual?.column === key.column && usual.descending === key.descending;
	};
	return sort.slice(-defaultSort.length).every((key, i) => isUsual(key, sort.length - defaultSort.length + i))
		? sort.slice(0, -defaultSort.length)
		: sort;
}

/** The other way round: the first key, or the time of the usual order, in which live runs stay on top. */
export function reverseSort(current: readonly SortKey[]): readonly SortKey[] {
	const turned = current[0]?.column === 'live' ? 1 : 0;
	return current.map((key, index) => (index === turned ? {...key, descending: !key.descending} : key));
}

export function initialView(): View {
	return {
		screens: [{kind: 'runs'}],
		cursor: null,
		scrollColumns: 0,
		sort: defaultSort,
		filter: '',
		history: [],
		find: '',
		marked: new Set(),
		marking: null,
		baseline: null,
		compared: null,
		hidden: new Set(),
		pinned: new Set(),
		panes: initialPanes,
		opened: null,
		compareAt: null,
		logOrder: null,
		compareAll: false,
		metrics: null,
		columns: {},
		columnOrder: [],
		aggregates: {},
		goals: {},
		hideConstant: true,
		tree: 'nested',
		group: [],
		groupsOpen: true,
		spread: 'mean',
		folds: new Map(),
		rank: plainRank,
		focus: 'list',
		machineLine: false,
		zoomed: false,
		chart: plainChart,
		range: null,
		chartMetric: null,
		chartX: null,
		mediaStep: null,
		...unscrolled,
		interruptedAtMs: null,
		helpCursor: 0,
		helpText: '',
		prompt: null,
		menu: null,
		dialog: null,
		pending: [],
		count: null,
		digit: null,
		notice: null,
	};
}

/** The screen that is shown. */
export const topScreen = (view: View): Screen => view.screens.at(-1) ?? {kind: 'runs'};
