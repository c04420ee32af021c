import {nameForData} from '../../plain/names/data-words.ts';
import {byForm} from '../line/by-form.ts';
import {readDict} from '../line/dicts/dict.ts';
import type {NamedValue, PlacedValue, SeenProgress} from '../line-result.ts';
import {digits, namedValue} from './dialect-row.ts';
import {FlowerHistory} from './flower-history.ts';

/**
 * "Starting Flower server, config: num_rounds=5, no round_timeout", "ServerConfig(num_rounds=5, round_timeout=None)"; before 1.0
 * "Flower server running (insecure, 5 rounds)"
 */
const planned = /\bFlower (?:(?:server|simulation|ServerApp)\b.*\bnum_rounds=(\d+)|server running \(.*?(\d+) rounds\))/;
/** Since 1.21 its head says of how many: "[ROUND 1/5]". */
const head = /^\s*\[ROUND (\d+)(?:\/(\d+))?\]\s*$/;
const place = String.raw`(?:^|\| )`;
/** Up to 1.7: "fit_round 1: strategy sampled 2 clients (out of 2)"; before 1.0 without its number. */
const fitHead = new RegExp(String.raw`${place}fit_round(?: (\d+))?: (?:strategy sampled|no clients selected)`);
/** The end of a round there. */
const evaluated = new RegExp(String.raw`${place}evaluate_round(?: \d+)? received \d+ results`);
const central = new RegExp(String.raw`${place}fit progress: \((\d+), (${digits}), (\{.*\}), [\d.e+-]+\)\s*$`, 'i');
const first = new RegExp(String.raw`${place}initial parameters \(loss, other metrics\): (${digits}), (\{.*\})\s*$`, 'i');
const firstRecord = /^Initial global evaluation results: (\{.*\})\s*$/;
const record = /^\s*└──> (?:Aggregated +)?MetricRecord: (\{.*\})\s*$/;
const over = /(?:^|\| )(?:Run finished \d+ round(?:\(s\)|s) in |Strategy execution finished in |FL finished in )/;
const wrapped = /\b(?:np\.|numpy\.)?float\d+\(([^()]*)\)/g;
/** What only its server says, before the first round or in it. */
const sign = byForm(
	/(?:^|\| )(?:\[INIT\]$|Starting (?:Flower|evaluation of initial global)|Starting \w+ strategy:$|initial parameters \(loss|Initial global eval|configure_(?:fit|train): |fit progress: \(|fit_round(?: \d+)?: strategy sampled)/,
);
/** What the lines begin with that say whose the record below them is. */
const owners = {'aggregate_train: ': '', 'aggregate_evaluate: ': 'eval', 'Global evaluation': 'global'};

/** What a line of Flower says. */
export interface FlowerRow {
	/** Round of the values; null where the line has none, or has them of many rounds. */
	step: number | null;
	metrics: readonly NamedValue[];
	/** Values that a table of all rounds has. */
	history: readonly PlacedValue[];
	progress: SeenProgress | null;
}

/**
 * Reads what a server of Flower logs (`flwr/server/server.py`, `flwr/serverapp/strategy/strategy.py`): the head of each round, what the model of
 * the server came to, "fit progress: (1, 2.3, {'accuracy': 0.1}, 12.3)", what the clients came to, and the history of all rounds at the end.
 */
export class Flower {
	private readonly history = new FlowerHistory();
	/** True once the log was seen to be its own: other programs may number rounds, too. */
	private isOwn = false;
	private round: number | null = null;
	private total: number | null = null;
	private owner = '';
	private isOver = false;

	/** The round under way, in which lines of others are what its clients print; null where there is none. */
	get openRound(): number | null {
		return this.isOwn && !this.isOver ? this.round : null;
	}

	/** Takes any line, which may say how many rounds there will be, or of whom the values below it are. */
	takeLine(text: string): void {
		this.isOwn ||= sign.test(text);
		// Another run in the same output has a plan of its own, and begins with its first round.
		const plan = text.includes('Flower ') ? planned.exec(text) : null;
		if (plan !== null) {
			this.total = Number(plan[1] ?? plan[2]);
			this.round = null;
			this.history.close();
			return;
		}
		if (!this.isOwn) return;
		for (const [words, owner] of Object.entries(owners)) if (text.startsWith(words)) this.owner = owner;
		this.history.takeHead(text);
	}

	/** Takes a line; null where it is not one of these. */
	take(text: string): FlowerRow | null {
		const [, round, total] = text.includes('[ROUND ') ? (head.exec(text) ?? []) : [];
		if (total !== undefined) this.total = Number(total);
		if (round !== undefined) return this.enter(Number(round));
		// The lines of other programs, which are nearly all there are, cost no more than this.
		if (!this.isOwn) return null;
		const fit = text.includes('fit_round') ? fitHead.exec(text) : null;
		if (fit !== null) return this.enter(fit[1] === undefined ? (this.round ?? 0) + 1 : Number(fit[1]));
		const plain = text.includes('(') ? text.replaceAll(wrapped, '$1') : text;
		return this.takeCentral(plain) ?? (this.round === null ? null : this.takeOfRounds(plain, this.round));
	}

	private enter(round: number): FlowerRow | null {
		this.round = round;
		this.owner = '';
		this.isOver = false;
		this.history.close();
		return this.isOwn ? this.rowOf(null, [], round - 1) : null;
	}

	private takeCentral(text: string): FlowerRow | null {
		const progress = text.includes('fit progress: (') ? central.exec(text) : null;
		if (progress !== null) {
			const [, round, loss, others] = progress;
			this.round = Number(round);
			return this.rowOf(this.round, [...namedValue('loss', loss!), ...valuesOf(others!)], this.round);
		}
		const initial = text.includes('initial parameters (') ? first.exec(text) : null;
		if (initial !== null) return this.rowOf(0, [...namedValue('loss', initial[1]!), ...valuesOf(initial[2]!)], 0);
		const global = text.startsWith('Initial global') ? firstRecord.exec(text) : null;
		return global === null ? null : this.rowOf(0, ofData('global', global[1]!), 0);
	}

	private takeOfRounds(text: string, round: number): FlowerRow | null {
		const values = text.includes('MetricRecord') ? record.exec(text)?.[1] : undefined;
		if (values !== undefined) return this.rowOf(round, ofData(this.owner, values), this.owner === 'global' ? round : round - 1);
		if (text.includes('evaluate_round') && evaluated.test(text)) return this.rowOf(null, [], round);
		if (text.includes('finished') && over.test(text)) {
			this.isOver = true;
			return this.rowOf(null, [], this.total ?? round);
		}
		const history = this.history.take(text);
		return history === null ? null : {...this.rowOf(null, [], round), history, progress: null};
	}

	/** @param done how many rounds are done */
	private rowOf(step: number | null, metrics: readonly NamedValue[], done: number): FlowerRow {
		const {total} = this;
		const isKnown = total !== null && done <= total;
		return {
			step,
			metrics,
			history: [],
			progress: isKnown ? {step: done, total, unit: 'step', from: 'counter', isOfPart: false} : null,
		};
	}
}

const valuesOf = (dict: string): NamedValue[] => readDict(dict, false)?.metrics ?? [];

const ofData = (data: string, dict: string): NamedValue[] =>
	valuesOf(dict).map(({name, value}) => ({name: nameForData(data, name), value}));
