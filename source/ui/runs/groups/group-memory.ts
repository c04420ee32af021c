import {createDisplay, type Display} from '../../../core/estimate/display.ts';
import {metricField} from '../../../core/query/fields/field.ts';
import type {RunRow} from '../../../core/row.ts';
import {foreseeGroup} from '../../../core/table/group-outlook.ts';
import {spreadOf} from '../../../core/table/group-summary.ts';
import type {LineKey, ListLine} from '../../../core/table/list-line.ts';
import type {Spread} from '../../../core/table/statistics.ts';
import {readMetricColumn} from '../../../store/columns/metric-column.ts';
import {selectGoal} from '../../../store/menus/goals.ts';
import type {State} from '../../../store/state.ts';
import {columnText} from '../column-text.ts';

/** A group has no rows of its own, so it is never late. */
const steady = {stepsLeft: 0, overdueSeconds: null, silentSeconds: 0, stuck: false, settling: false};
const outlookEveryMs = 2000;

/** When a group will be done, by the display rule of steady rounding, and what that was made from. */
export interface GroupOutlook {
	text: string;
	finishAtMs: number;
	from: string;
}

/** What is known of the runs below a heading, worked out once for each state of them. */
export class GroupFacts {
	private readonly spreads = new Map<string, Spread>();
	private readonly texts = new Map<string, string>();

	constructor(
		/** The runs as they are now. */
		readonly rows: readonly RunRow[],
	) {}

	/** Spread of the values of a metric's column over the runs that have it. */
	spread(column: string): Spread {
		let spread = this.spreads.get(column);
		if (spread === undefined) {
			const {metric, aggregate} = readMetricColumn(column) ?? {metric: column, aggregate: 'last' as const};
			spread = spreadOf(this.rows, metricField(metric, aggregate, metric).read, 0);
			this.spreads.set(column, spread);
		}
		return spread;
	}

	/** What a column says of all runs, where it says the same of all; else ''. */
	text(column: string): string {
		let text = this.texts.get(column);
		if (text === undefined) {
			const first = this.rows[0] === undefined ? '' : columnText(this.rows[0], column);
			text = this.rows.every(row => columnText(row, column) === first) ? first : '';
			this.texts.set(column, text);
		}
		return text;
	}
}

/** Facts about groups by their heading, made anew only when one of their runs has changed. */
export class GroupMemory {
	private readonly facts = new Map<LineKey, {facts: GroupFacts; below: readonly RunRow[]; version: number}>();
	private readonly outlooks = new Map<LineKey, {display: Display; atMs: number; outlook: GroupOutlook | null}>();

	private best: {
		lines: readonly ListLine[];
		version: number;
		goals: State['view']['goals'];
		byColumn: Map<string, LineKey | null>;
	} = {
		lines: [],
		version: -1,
		goals: {},
		byColumn: new Map(),
	};

	factsOf(line: ListLine, {rows, versions}: State): GroupFacts {
		const known = this.facts.get(line.key);
		if (known?.version === versions.rows && known.below === line.below) return known.facts;
		const now = line.below.flatMap(({key}) => rows.get(key) ?? []);
		const before = known?.facts.rows ?? [];
		const isSame = known !== undefined && before.length === now.length && now.every((row, at) => row === before[at]);
		const facts = isSame ? known.facts : new GroupFacts(now);
		this.facts.set(line.key, {facts, below: line.below, version: versions.rows});
		return facts;
	}

	/** When a group is done as a whole; looked at every two seconds, which is often enough for what is rounded so much. */
	outlookOf(line: ListLine, state: State): GroupOutlook | null {
		const {nowMs} = state;
		const known = this.outlooks.get(line.key) ?? {display: createDisplay(), atMs: Number.NEGATIVE_INFINITY, outlook: null};
		if (nowMs - known.atMs < outlookEveryMs) return known.outlook;
		const estimate = foreseeGroup(this.factsOf(line, state).rows, nowMs);
		const outlook = estimate && {
			text: known.display.show(nowMs / 1000, {...steady, ...estimate}),
			finishAtMs: nowMs + estimate.seconds * 1000,
			from: estimate.from,
		};
		this.outlooks.set(line.key, {display: known.display, atMs: nowMs, outlook});
		return outlook;
	}

	/** Heading of the group whose runs are best on average, among the innermost groups; null where that cannot be told. */
	bestOf(column: string, state: State): LineKey | null {
		const {order, versions, view} = state;
		if (this.best.lines !== order.lines || this.best.version !== versions.rows || this.best.goals !== view.goals)
			this.best = {lines: order.lines, version: versions.rows, goals: view.goals, byColumn: new Map()};
		const known = this.best.byColumn.get(column);
		if (known !== undefined) return known;
		const best = this.findBest(column, state);
		this.best.byColumn.set(column, best);
		return best;
	}

	private findBest(column: string, state: State): LineKey | null {
		const goal = selectGoal(state, readMetricColumn(column)?.metric ?? column);
		if (goal === null) return null;
		const innermost = state.order.lines.filter(({group}) => group !== null && group.groups.length === 0);
		const ranked = innermost
			.map(line => ({key: line.key, mean: this.factsOf(line, state).spread(column).mean}))
			.filter(({mean}) => Number.isFinite(mean))
			.sort((a, b) => (goal.direction === 'down' ? a.mean - b.mean : b.mean - a.mean));
		return ranked.length > 1 ? ranked[0]!.key : null;
	}

	/** Forgets groups that are not in the list any more. */
	keepOnly(has: (key: LineKey) => boolean): void {
		for (const memory of [this.facts, this.outlooks]) for (const key of memory.keys()) if (!has(key)) memory.delete(key);
	}
}
