import {remainingOf} from '../../../core/estimate/group.ts';
import {createDisplay, type Display} from '../../../core/estimate/said/display.ts';
import {type RowTable, rowsAt, tableOf} from '../../../core/query/columns/row-table.ts';
import type {RunRow} from '../../../core/row.ts';
import {foreseeGroup} from '../../../core/table/groups/group-outlook.ts';
import {feasibleAt, meanAt} from '../../../core/table/groups/group-summary.ts';
import type {LineKey, ListLine} from '../../../core/table/lines/list-line.ts';
import {isTop, topValue} from '../../../core/table/metrics/top-value.ts';
import {readMetricColumn} from '../../../store/columns/metric-column.ts';
import {selectGoal} from '../../../store/menus/goals.ts';
import {selectListed} from '../../../store/selectors.ts';
import type {State} from '../../../store/state.ts';
import {fieldOf, GroupFacts} from './group-facts.ts';

const outlookEveryMs = 2000;

/** When a group will be done, by the display rule of steady rounding, and what that was made from. */
export interface GroupOutlook {
	text: string;
	from: string;
}

/** Whether the same rows, unchanged, stand at these places. */
function isStillAt(before: readonly RunRow[], {table, places}: {table: RowTable; places: Uint32Array}): boolean {
	return before.length === places.length && before.every((row, at) => row === table.rows[places[at]!]);
}

const rowsNow = (below: readonly RunRow[], {rows}: State): RunRow[] => below.flatMap(({key}) => rows.get(key) ?? []);

/** Facts about groups by their heading, made anew only when one of their runs has changed. */
export class GroupMemory {
	private readonly facts = new Map<LineKey, {facts: GroupFacts; below: readonly RunRow[]; version: number}>();
	private readonly outlooks = new Map<LineKey, {display: Display; pending: string; atMs: number; outlook: GroupOutlook | null}>();

	private best: {
		lines: readonly ListLine[];
		version: number;
		goals: State['view']['goals'];
		byColumn: Map<string, ReadonlySet<LineKey>>;
	} = {
		lines: [],
		version: -1,
		goals: {},
		byColumn: new Map(),
	};

	factsOf(line: ListLine, state: State): GroupFacts {
		const version = state.versions.rows;
		const known = this.facts.get(line.key);
		if (known?.version === version && known.below === line.below) return known.facts;
		// In the table's order, so that another sorting changes nothing.
		const shown = line.group && {table: tableOf(selectListed(state)), places: line.group.places.slice().sort()};
		const before = known?.facts.rows ?? [];
		const facts =
			known !== undefined && shown !== null && isStillAt(before, shown)
				? known.facts
				: new GroupFacts(shown ? rowsAt(shown.table.rows, shown.places) : rowsNow(line.below, state), shown);
		this.facts.set(line.key, {facts, below: line.below, version});
		return facts;
	}

	/**
	 * When a group is done as a whole; looked at every two seconds, which is often enough for what is rounded so much, and at once, without regard to
	 * what was shown, when other runs are under way in it.
	 */
	outlookOf(line: ListLine, state: State): GroupOutlook | null {
		const {nowMs} = state;
		const {rows, pending} = this.factsOf(line, state);
		const before = this.outlooks.get(line.key);
		const known = before?.pending === pending ? before : null;
		if (known !== null && nowMs - known.atMs < outlookEveryMs) return known.outlook;
		const display = known?.display ?? createDisplay();
		const estimate = foreseeGroup(rows, nowMs);
		const outlook = estimate && {
			text: display.show(nowMs / 1000, remainingOf(estimate)),
			from: estimate.from,
		};
		this.outlooks.set(line.key, {display, pending, atMs: nowMs, outlook});
		return outlook;
	}

	/** Headings of the groups whose runs are best on average, among the innermost groups; none where that cannot be told. */
	bestOf(column: string, state: State): ReadonlySet<LineKey> {
		const {order, versions, view} = state;
		if (this.best.lines !== order.lines || this.best.version !== versions.rows || this.best.goals !== view.goals)
			this.best = {lines: order.lines, version: versions.rows, goals: view.goals, byColumn: new Map()};
		const known = this.best.byColumn.get(column);
		if (known !== undefined) return known;
		const best = this.findBest(column, state);
		this.best.byColumn.set(column, best);
		return best;
	}

	private findBest(column: string, state: State): ReadonlySet<LineKey> {
		const goal = selectGoal(state, readMetricColumn(column)?.metric ?? column);
		if (goal === null) return new Set();
		const table = tableOf(selectListed(state));
		const values = table.column(fieldOf(column), 0);
		const means = new Map<LineKey, number>();
		for (const {key, group} of state.order.lines)
			if (group !== null && group.groups.length === 0) means.set(key, meanAt(values, feasibleAt(table.rows, group.places)));
		const top = topValue(means.values(), goal.direction);
		return new Set([...means].filter(([, mean]) => isTop(mean, top)).map(([key]) => key));
	}
}
