import {type Importance, tellsOfSettings} from '../../core/importance/importance.ts';
import {readParameters} from '../../core/importance/parameters.ts';
import {rankRuns} from '../../core/rank/standings.ts';
import {joinYardstick, readYardstick} from '../../core/rank/yardstick.ts';
import {countedValue} from '../../core/row.ts';
import {selectYardstick, shownRows} from '../../store/rank/ranking.ts';
import type {State} from '../../store/state.ts';
import type {Brush} from '../scene.ts';
import {ImportanceJob, type Soon} from './importance-job.ts';
import {PlotMemory} from './plot-memory.ts';
import type {Ranking} from './ranking.ts';
import {type StandingsTexts, writeStandings} from './standings-columns.ts';

const restMs = 2000;
const handsOffMs = 1000;
/** What decides changes less, and costs more. */
const importanceRestMs = 5000;

/** The ranking from frame to frame: values that only move change it every 2 s at most, and not while keys are pressed. */
export class RankMemory {
	private ranking: Ranking | null = null;
	private question: readonly unknown[] = [];
	private madeAtMs = 0;
	private asked = {id: -1, question: '', atMs: 0};
	private readonly job: ImportanceJob;
	private table: StandingsTexts | null = null;
	private plots: PlotMemory | null = null;
	private settings: readonly string[] = [];
	private settingsFor: unknown = null;
	/** First line of the list on the screen. */
	top = 0;

	constructor(soon: Soon, onDone: () => void) {
		this.job = new ImportanceJob(soon, onDone);
	}

	/** Null where no run has a metric. */
	rankingOf(state: State): Ranking | null {
		const asked = selectYardstick(state);
		if (asked === null) return null;
		const {rank} = state.view;
		const question = [asked.metric, asked.direction, rank.part, rank.together, state.view.filter, state.versions.members];
		const isSame = this.ranking !== null && question.every((part, at) => part === this.question[at]);
		const isDue = state.nowMs - this.madeAtMs >= restMs && state.nowMs - state.keyAtMs >= handsOffMs;
		if (isSame && (this.ranking?.version === state.versions.rows || !isDue)) return this.ranking;
		const rows = shownRows(state);
		const yardstick = joinYardstick(asked, rows);
		const {nowMs} = state;
		const {together} = rank;
		this.ranking = {
			yardstick,
			rows,
			results: Float64Array.from(rows, row => countedValue(row, readYardstick(row, yardstick, nowMs))),
			standings: rankRuns(rows, yardstick, {nowMs, together}),
			together,
			version: state.versions.rows,
			id: (this.ranking?.id ?? 0) + 1,
		};
		this.question = question;
		this.madeAtMs = state.nowMs;
		this.table = null;
		this.plots = null;
		return this.ranking;
	}

	/** What decides, as far as it is known. */
	importanceOf(
		{id, rows, results, yardstick}: Ranking,
		{nowMs, view, versions}: State,
	): {importance: Importance | null; isWorking: boolean} {
		// Neither the direction nor whether repetitions stand together changes what decides.
		const question = [yardstick.metric, view.rank.part, view.filter, versions.members].join('\0');
		if (question !== this.asked.question || (id !== this.asked.id && nowMs - this.asked.atMs >= importanceRestMs)) {
			this.job.ask(() => ({rows, results}), question === this.asked.question);
			this.asked = {id, question, atMs: nowMs};
		}
		return {importance: this.job.found, isWorking: this.job.isWorking};
	}

	/** False while what decides was asked of an older ranking. */
	isAskedOf({id}: Ranking): boolean {
		return this.asked.id === id;
	}

	/** The texts of the list; made once a ranking, since there may be thousands. */
	tableOf(ranking: Ranking, brush: Brush): StandingsTexts {
		this.table ??= writeStandings(ranking, brush);
		return this.table;
	}

	/** Settings in which runs with a place differ, those that decide most first. */
	settingsOf({rows, results}: Ranking, importance: Importance | null): readonly string[] {
		if (importance !== null && importance.influences.length > 0) return importance.influences.map(({parameter}) => parameter.key);
		if (this.settingsFor !== rows) {
			const told = rows.filter((row, at) => tellsOfSettings(row, results[at]!));
			this.settings = readParameters(told).parameters.map(({key}) => key);
			this.settingsFor = rows;
		}
		return this.settings;
	}

	/** What plots of the ranking are drawn from. */
	plotsOf(ranking: Ranking): PlotMemory {
		this.plots ??= new PlotMemory(ranking);
		return this.plots;
	}
}
