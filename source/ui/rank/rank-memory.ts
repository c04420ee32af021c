import type {Importance} from '../../core/importance/importance.ts';
import {type Parameter, readParameter} from '../../core/importance/parameter.ts';
import {readParameters} from '../../core/importance/parameters.ts';
import {rankRuns, type Standings} from '../../core/rank/standings.ts';
import {readYardstick, type Yardstick} from '../../core/rank/yardstick.ts';
import type {RunRow} from '../../core/row.ts';
import {selectYardstick, shownRows} from '../../store/ranking.ts';
import type {State} from '../../store/state.ts';
import {ImportanceJob, type Soon} from './importance-job.ts';

/** A ranking as the screen shows it. */
export interface Ranking {
	yardstick: Yardstick;
	rows: readonly RunRow[];
	standings: Standings;
	/** Changes with each new ranking. */
	id: number;
}

const restMs = 2000;
const handsOffMs = 1000;
/** What decides changes less, and costs more. */
const importanceRestMs = 10_000;

/** The ranking from frame to frame: values that only move change it every 2 s at most, and not while keys are pressed. */
export class RankMemory {
	private ranking: Ranking | null = null;
	private question: readonly unknown[] = [];
	private version = -1;
	private madeAtMs = 0;
	private asked = {id: -1, question: [] as readonly unknown[], atMs: 0};
	private readonly job: ImportanceJob;
	private readonly parameters = new Map<string, Parameter>();
	private settings: readonly string[] = [];
	private settingsFor: unknown = null;
	/** First line of the list on the screen. */
	top = 0;

	constructor(soon: Soon, onDone: () => void) {
		this.job = new ImportanceJob(soon, onDone);
	}

	/** Null where no run has a metric. */
	rankingOf(state: State): Ranking | null {
		const yardstick = selectYardstick(state);
		if (yardstick === null) return null;
		const {rank} = state.view;
		const question = [yardstick.metric, yardstick.direction, rank.part, rank.together, state.view.filter, state.versions.members];
		const isSame = this.ranking !== null && question.every((part, at) => part === this.question[at]);
		const isDue = state.nowMs - this.madeAtMs >= restMs && state.nowMs - state.keyAtMs >= handsOffMs;
		if (isSame && (this.version === state.versions.rows || !isDue)) return this.ranking;
		const rows = shownRows(state);
		this.ranking = {
			yardstick,
			rows,
			standings: rankRuns(rows, yardstick, {nowMs: state.nowMs, together: rank.together}),
			id: (this.ranking?.id ?? 0) + 1,
		};
		this.question = question;
		this.version = state.versions.rows;
		this.madeAtMs = state.nowMs;
		this.parameters.clear();
		return this.ranking;
	}

	/** What decides, as far as it is known. */
	importanceOf(ranking: Ranking, {nowMs}: State): {importance: Importance | null; isWorking: boolean} {
		const isNew = this.question.some((part, at) => part !== this.asked.question[at]);
		if (isNew || (ranking.id !== this.asked.id && nowMs - this.asked.atMs >= importanceRestMs))
			this.asked = {id: ranking.id, question: this.question, atMs: nowMs};
		const {rows, yardstick} = ranking;
		const importance = this.job.ask(String(this.asked.id), () => ({
			rows,
			results: Float64Array.from(rows, row => readYardstick(row, yardstick, nowMs)),
		}));
		return {importance, isWorking: this.job.isWorking};
	}

	/** Settings that differ, those that decide most first. */
	settingsOf({rows}: Ranking, importance: Importance | null): readonly string[] {
		if (importance !== null && importance.influences.length > 0) return importance.influences.map(({parameter}) => parameter.key);
		if (this.settingsFor !== rows) {
			this.settings = readParameters(rows).parameters.map(({key}) => key);
			this.settingsFor = rows;
		}
		return this.settings;
	}

	/** A setting of all ranked runs. */
	parameterOf({rows}: Ranking, key: string): Parameter {
		const known = this.parameters.get(key) ?? readParameter(rows, key);
		this.parameters.set(key, known);
		return known;
	}
}
