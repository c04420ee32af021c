import type {ActOutcome, ActPlan, ActSpec} from '../../core/acting/act.ts';
import type {Target} from '../../core/acting/target.ts';
import type {JsonObject} from '../../core/run.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import type {ToEngine, Update} from '../../engine/protocol.ts';
import {type Dialog, willDo, withPlan} from '../../store/acting/dialog.ts';
import {specOf} from '../../store/acting/spec.ts';
import {planTelling, withTelling} from '../../store/acting/tell.ts';
import {look, type Store} from '../../store/store.ts';
import {topScreen} from '../../store/view.ts';
import {summarise, underWay} from './words.ts';

/** Whoever plans and does, outside of this thread. All of it rejects with the reason where it fails. */
export interface ActingPort {
	plan(spec: ActSpec, targets: Target[], seenAtMs: number): Promise<{ask: number; plan: ActPlan}>;
	/** Does what was planned under a number. */
	perform(ask: number, tell: (outcome: ActOutcome) => void): Promise<void>;
	readLog(most: number): Promise<JsonObject[]>;
	/** Lets the person go on with a text in their editor, which takes the terminal; null where that failed. */
	edit(before: string): Promise<string | null>;
	close(): void;
}

const mostEntries = 500;
const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/**
 * Keeps the open dialog told of what it would do: asks the engine for the runs once, and the helper for a plan whenever something else is
 * chosen, one question at a time. Does what is confirmed, and says what came of it.
 */
export class ActDesk {
	private serial = -1;
	private targets: {targets: Target[]; seenAtMs: number} | null = null;
	/** What the newest plan was made for. */
	private planned = '';
	private isPlanning = false;
	private isReadingLog = false;

	constructor(
		private readonly store: Store,
		private readonly post: (message: ToEngine) => void,
		private readonly acting: ActingPort,
		private readonly now: () => number,
	) {}

	/** To be called after each change of the store. */
	follow(): void {
		const {view, actLog} = this.store.getState();
		if (topScreen(view).kind === 'acts' && actLog === null) void this.readLog();
		const {dialog} = view;
		if (dialog === null) return;
		if (dialog.kind === 'tell') {
			this.planTelling(dialog);
			return;
		}
		if (dialog.serial !== this.serial) this.begin(dialog);
		void this.plan(dialog);
	}

	/** Takes the engine's answer. */
	take(answer: NonNullable<Update['targets']>): void {
		if (answer.ask !== this.serial) return;
		this.targets = answer;
		this.follow();
	}

	/** Does what a dialog shows and closes it. */
	perform(dialog: Dialog): void {
		if (dialog.kind === 'tell') {
			this.tell(dialog);
			return;
		}
		const {ask, runs, kind} = dialog;
		if (ask === null) return;
		const outcomes: ActOutcome[] = [];
		this.setActing(runs, underWay[kind]);
		look(this.store, {dialog: null, notice: {text: `${underWay[kind]}…`, role: 'info', atMs: this.now()}});
		const {rows} = this.store.getState();
		const nameOf = ({id, path}: {id: string; path: string}) => `${id}\0${path}`;
		const keys = new Map(runs.flatMap(key => rows.get(key) ?? []).map(row => [nameOf(row), row.key]));
		const tell = (outcome: ActOutcome) => {
			outcomes.push(outcome);
			const key = outcome.run === null ? undefined : keys.get(nameOf(outcome.run));
			if (key !== undefined) this.setActing([key], null);
		};
		this.acting
			.perform(ask, tell)
			.catch(error => outcomes.push({run: null, isDone: false, message: reasonOf(error), made: null}))
			.finally(() => {
				this.setActing(runs, null);
				const {text, role} = summarise(kind, outcomes);
				look(this.store, {notice: {text: cleanText(text), role, atMs: this.now()}});
				const done = outcomes.filter(({isDone}) => isDone);
				const isFinal = kind === 'undo' || kind === 'purge';
				const acted = isFinal ? [] : done.flatMap(({made, run}) => made ?? run?.id ?? []);
				this.store.setState({actLog: null, lastActed: {runs: acted, atMs: this.now()}});
			});
	}

	/**
	 * Puts what the person makes of the note in their editor into its field.
	 * @param lend gives the terminal away while something lasts
	 */
	async editNote(lend: <T>(work: () => Promise<T>) => Promise<T>): Promise<void> {
		const {dialog} = this.store.getState().view;
		const field = dialog?.fields.find(({id}) => id === 'note');
		if (dialog === null || field?.kind !== 'text') return;
		const text = (await lend(() => this.acting.edit(field.text)))?.trim() ?? null;
		if (text === null)
			look(this.store, {notice: {text: 'The editor failed: $VISUAL or $EDITOR names it', role: 'bad', atMs: this.now()}});
		else
			this.change(dialog.serial, now => ({
				...now,
				ask: null,
				fields: now.fields.map(other => (other.id === 'note' ? {...field, text, caret: text.length} : other)),
			}));
	}

	/** Waiting is done here: nothing is asked, and nothing is changed. */
	private planTelling(dialog: Dialog): void {
		const plan = planTelling(dialog, this.store.getState());
		const shown = JSON.stringify([dialog.serial, plan]);
		if (shown === this.planned && dialog.ask !== null) return;
		this.planned = shown;
		this.change(dialog.serial, now => ({...now, plan, ask: dialog.serial}));
	}

	private tell(dialog: Dialog): void {
		const state = this.store.getState();
		const tellings = withTelling(dialog, state);
		const count = new Set(tellings.flatMap(({keys}) => [...keys])).size;
		this.store.setState({tellings});
		const text =
			count === 0 ? 'Nothing is waited for' : `You will be told of ${count === 1 ? '1 run' : `${count} runs`} while xtui runs`;
		look(this.store, {dialog: null, notice: {text, role: 'info', atMs: this.now()}});
	}

	private begin(dialog: Dialog): void {
		this.serial = dialog.serial;
		this.planned = '';
		this.targets = dialog.runs.length === 0 ? {targets: [], seenAtMs: this.now()} : null;
		if (this.targets === null) this.post({type: 'targets', ask: dialog.serial, runs: [...dialog.runs]});
	}

	private async plan(dialog: Dialog): Promise<void> {
		const {serial} = dialog;
		const spec = specOf(dialog);
		const wanted = JSON.stringify(spec);
		if (this.targets === null || this.isPlanning || wanted === this.planned) return;
		this.planned = wanted;
		if (spec === null) {
			this.change(serial, now => ({...now, plan: null, ask: null}));
			return;
		}
		this.isPlanning = true;
		try {
			const {ask, plan} = await this.acting.plan(spec, this.targets.targets, this.targets.seenAtMs);
			this.change(serial, now => {
				const isCurrent = JSON.stringify(specOf(now)) === wanted;
				const next = withPlan(now, plan, ask);
				// New fields change nothing of what was asked for; other keys since do.
				return isCurrent ? next : {...next, ask: null};
			});
		} catch (error) {
			this.change(serial, now => ({...now, fault: reasonOf(error), ask: null}));
		}
		this.isPlanning = false;
		const {dialog: now} = this.store.getState().view;
		if (now?.serial === serial && now.isAwaited && now.ask !== null && willDo(now) > 0) this.perform(now);
		else this.follow();
	}

	private change(serial: number, make: (dialog: Dialog) => Dialog): void {
		const {dialog} = this.store.getState().view;
		if (dialog?.serial === serial) look(this.store, {dialog: make(dialog)});
	}

	private setActing(keys: readonly number[], word: string | null): void {
		const acting = new Map(this.store.getState().acting);
		for (const key of keys) {
			if (word === null) acting.delete(key);
			else acting.set(key, word.toLowerCase());
		}
		this.store.setState({acting});
	}

	private async readLog(): Promise<void> {
		if (this.isReadingLog) return;
		this.isReadingLog = true;
		try {
			this.store.setState({actLog: await this.acting.readLog(mostEntries)});
		} catch (error) {
			this.store.setState({actLog: []});
			look(this.store, {notice: {text: reasonOf(error), role: 'bad', atMs: this.now()}});
		}
		this.isReadingLog = false;
	}
}
