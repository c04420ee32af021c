import {isMetricName} from '../../plain/names/telling.ts';
import {readDict} from '../line/dicts/dict.ts';
import type {Counter, Statement} from '../line/statement/said.ts';
import {readStatement} from '../line/statement/statement.ts';
import type {LineResult, NamedValue} from '../line-result.ts';
import type {OutputState} from '../output-state.ts';
import type {StatementRows} from './statement-rows.ts';

/** "Client 3", "[Client 3]", "client_id=3", "Client Index = 3", "Client 3/10"; no count of them, "clients: 3", and nothing with decimals. */
const ofClient =
	/(?<![\w.])client(?:[ _-]?(?:id|idx|index|num(?:ber)?|no))?(?: ?[:=#] ?#?|[ _-]?)(\d{1,6})(?: ?\/ ?\d+)?(?![\w.]*\w)[\])]?[:,]?/i;
/** Of more clients than these nobody reads the curve of each: a few of them are in a round, and all are one. */
const mostClients = 64;
/** More values that no round has yet are of no round. */
const mostHeld = 10_000;

/**
 * Puts what the clients of a federated training print at the round that it is of, "[Client 3] Epoch 1/2 - Loss: 0.5" below "Communication round 7":
 * their numbers are no values, and their own epochs begin anew with each of them, so that of these the last one stands. What else a round says is the
 * server's.
 */
export class ClientRows {
	private round: number | null = null;
	/** True once a client has said a metric. */
	private haveValues = false;
	/** Numbers of those that have spoken, as far as they are needed. */
	private readonly clients = new Set<string>();
	/** Values that came before any round was said: it is said below them. */
	private held: NamedValue[] = [];
	private areBelow = false;

	constructor(
		private readonly output: OutputState,
		private readonly statements: StatementRows,
	) {}

	private get areKnown(): boolean {
		return this.output.habits.has('rounds have clients');
	}

	/** Takes a line; true where it is one of a client that says its number. */
	take(text: string): boolean {
		// Every line of every log comes here.
		const found = text.includes('lient') ? ofClient.exec(text) : null;
		if (found === null) return false;
		const rest = `${text.slice(0, found.index).trimEnd().replace(/[[(]$/, '')} ${text.slice(found.index + found[0].length)}`;
		const statement = readStatement(rest);
		const values: readonly NamedValue[] = readDict(rest, false)?.metrics ?? statement.pairs;
		if (!this.areKnown) {
			this.haveValues ||= !statement.recalls && values.some(({name}) => isMetricName(name));
			this.show();
			return false;
		}
		this.takeRound(statement, true);
		this.push(values, this.nameOf(found[1]!));
		return true;
	}

	/** Takes the round that any other line says. */
	takeStatement(statement: Statement): void {
		if (statement.counters.length > 0) this.takeRound(statement, false);
	}

	/** @param isOfClient true where the line is of no other use than to say its round */
	private takeRound({counters, recalls, pairs}: Statement, isOfClient: boolean): boolean {
		const round = recalls ? undefined : counters.find(saysRound);
		if (round === undefined) return false;
		if (round.value === this.round) return true;
		this.round = round.value;
		this.show();
		if (!this.areKnown) return true;
		this.areBelow ||= this.held.length > 0;
		// "[Server] Communication round: 3" is a head whatever words are there.
		if (isOfClient || this.areBelow || pairs.length === 0) this.enter(round);
		if (this.held.length > 0) {
			this.output.push(this.output.announced ?? round.value, this.held);
			this.held = [];
		}
		return true;
	}

	private enter(round: Counter): void {
		const nothing = {pairs: [], looseWords: 0, phase: null, recalls: false};
		this.statements.take({...nothing, counters: [round], startsWithCounter: true});
	}

	private show(): void {
		if (this.haveValues && this.round !== null && !this.areKnown) this.output.show('rounds have clients');
	}

	/** What stands before the names of a client's values. */
	private nameOf(client: string): string {
		if (this.output.habits.has('rounds have many clients')) return 'client';
		this.clients.add(client);
		if (this.clients.size === mostClients + 1) this.output.show('rounds have many clients');
		return `client ${client}`;
	}

	private push(values: readonly NamedValue[], client: string): void {
		const named = values.map(({name, value}) => ({name: `${client} ${name}`, value}));
		if (this.round === null || this.areBelow) {
			if (this.held.length < mostHeld) this.held.push(...named);
			return;
		}
		const {output} = this;
		const step = output.announced ?? output.lastStep;
		if (step !== null && named.length > 0) output.push(step, named);
	}
}

const saysRound = ({isRound, isWhole, mayBePlanned}: Counter): boolean => isRound === true && isWhole && mayBePlanned !== true;

/** "[Client 3] loss: 0.5" has one value. */
const numberOfClient = /^(?:epoch )?client(?:[ _]?(?:id|index))?$/i;

/** Puts what the clients of a round print at that round, beside what their server says: their own epochs begin anew in each. */
export function placeOfClients(result: LineResult, round: number): void {
	const values = result.metrics.filter(({name}) => !numberOfClient.test(name));
	if (values.length > 0) result.step = round;
	result.metrics = values.map(({name, value}) => ({step: round, name: `client ${name.replace(/^epoch /, '')}`, value}));
	result.progress = null;
}
