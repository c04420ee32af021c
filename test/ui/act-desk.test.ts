import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {ActOutcome, ActPlan, ActSpec} from '../../source/core/acting/act.ts';
import type {Target} from '../../source/core/acting/target.ts';
import type {ToEngine} from '../../source/engine/protocol.ts';
import {look} from '../../source/store/store.ts';
import {ActDesk, type ActingPort} from '../../source/ui/acting/desk.ts';
import {openDesk} from '../actions/press.ts';
import {fakeNowMs, fakeRow} from './fake-rows.ts';

interface Asked<Answer> {
	answer: (answer: Answer) => void;
	fail: (reason: unknown) => void;
}

/** A helper that answers when the test says so, and remembers what it was asked. */
class SlowHelper implements ActingPort {
	readonly plans: (Asked<{ask: number; plan: ActPlan}> & {spec: ActSpec; targets: Target[]})[] = [];
	readonly acts: (Asked<void> & {ask: number; tell: (outcome: ActOutcome) => void})[] = [];
	readonly logs: Asked<[]>[] = [];
	edited: string | null = null;

	plan(spec: ActSpec, targets: Target[]) {
		return new Promise<{ask: number; plan: ActPlan}>((answer, fail) => this.plans.push({spec, targets, answer, fail}));
	}
	perform(ask: number, tell: (outcome: ActOutcome) => void) {
		return new Promise<void>((answer, fail) => this.acts.push({ask, tell, answer, fail}));
	}
	readLog() {
		return new Promise<[]>((answer, fail) => this.logs.push({answer, fail}));
	}
	edit = async (before: string) => (this.edited === null ? null : before + this.edited);
	close() {}
}

const turn = () => new Promise(resolve => setImmediate(resolve));
const runOf = (name: string) => ({id: `id ${name}`, name, path: `/exp/${name}`});
const rows = ['a', 'b', 'c'].map((name, key) => fakeRow({key, name, status: 'running', more: runOf(name)}));
const targetOf = (name: string) => ({...runOf(name), root: '/exp'}) as Target;
const planFor = (names: string[]): ActPlan => ({
	runs: names.map(name => ({run: runOf(name), lines: [], refusal: null})),
	flags: [],
	total: null,
	offers: [],
});

function open() {
	const desk = openDesk(rows);
	const helper = new SlowHelper();
	const posted: ToEngine[] = [];
	const acts = new ActDesk(
		desk.store,
		message => posted.push(message),
		helper,
		() => fakeNowMs,
	);
	desk.store.subscribe(() => acts.follow());
	const dialog = () => desk.store.getState().view.dialog;
	return {
		desk,
		helper,
		posted,
		acts,
		press: desk.press,
		dialog,
		notice: () => desk.store.getState().view.notice,
		acting: () => Object.fromEntries(desk.store.getState().acting),
		/** The engine says where the runs of the dialog lie. */
		found: (names: string[], ask = dialog()!.serial) => acts.take({ask, targets: names.map(targetOf), seenAtMs: fakeNowMs}),
	};
}

test('an act is planned once the engine has said where the runs lie, anew for each choice, one question at a time', async () => {
	const {press, helper, posted, dialog, found} = open();
	press('X');
	assert.deepEqual(posted, [{type: 'targets', ask: dialog()!.serial, runs: [0]}]);
	assert.equal(helper.plans.length, 0);
	found(['b'], dialog()!.serial - 1);
	assert.equal(helper.plans.length, 0, 'what was asked for an earlier dialog is no answer');
	found(['a']);
	assert.deepEqual(
		helper.plans.map(({spec, targets}) => [spec.act, targets.map(({name}) => name)]),
		[['stop', ['a']]],
	);
	press('shift-tab right right');
	assert.equal(helper.plans.length, 1);
	helper.plans[0]!.answer({ask: 1, plan: planFor(['a'])});
	await turn();
	assert.equal(dialog()?.ask, null, 'that is not what is chosen now');
	assert.deepEqual(
		helper.plans.slice(1).map(({spec}) => spec.act === 'stop' && spec.signals),
		[['SIGTERM']],
	);
	helper.plans[1]!.answer({ask: 2, plan: planFor(['a'])});
	await turn();
	assert.equal(dialog()?.ask, 2);
	press('tab');
	assert.equal(helper.plans.length, 2, 'nothing else was chosen');
});

test('a plan that fails says why, and is tried again with the next choice; of a closed dialog nothing comes', async () => {
	const {press, helper, dialog, found} = open();
	press('X');
	found(['a']);
	helper.plans[0]!.fail(new Error('the helper ended'));
	await turn();
	assert.equal(dialog()?.fault, 'the helper ended');
	press('shift-tab right');
	assert.equal(helper.plans.length, 2);
	press('escape');
	helper.plans[1]!.answer({ask: 2, plan: planFor(['a'])});
	await turn();
	assert.equal(dialog(), null);
	press('C');
	assert.equal(helper.plans.length, 3, 'a new run needs no run to be found');
});

test('a note confirmed before its plan is there is said as soon as it is', async () => {
	const {press, helper, dialog, found, notice} = open();
	press('e w');
	found(['a']);
	press('enter');
	helper.plans[0]!.answer({ask: 5, plan: planFor(['a'])});
	await turn();
	assert.deepEqual([helper.acts.map(({ask}) => ask), dialog(), notice()?.text], [[5], null, 'Noting…']);
	press('e w backspace');
	found(['a']);
	await turn();
	assert.deepEqual([helper.plans.length, dialog()?.plan], [1, null], 'of nothing there is no plan');
});

test('runs are marked while they are acted on, each until it is done, also where another one is gone', async () => {
	const {press, helper, dialog, found, notice, acting, acts, desk} = open();
	press('* X');
	found(['b', 'c']);
	helper.plans[0]!.answer({ask: 1, plan: planFor(['b', 'c'])});
	await turn();
	acts.perform(dialog()!);
	assert.deepEqual(acting(), {0: 'stopping', 1: 'stopping', 2: 'stopping'});
	assert.deepEqual([dialog(), notice()?.text], [null, 'Stopping…']);
	helper.acts[0]!.tell({run: runOf('b'), isDone: true, message: 'stopped', made: null});
	assert.deepEqual(acting(), {0: 'stopping', 2: 'stopping'});
	helper.acts[0]!.tell({run: runOf('c'), isDone: false, message: 'still alive', made: null});
	helper.acts[0]!.answer();
	await turn();
	assert.deepEqual([acting(), notice()?.text], [{}, '1 of 2 failed; c: still alive (@ shows all)']);
	assert.deepEqual(desk.store.getState().lastActed.runs, ['id b']);
});

test('one line says what came of an act; what it has made, else what it was done to, is what an undo is about', async () => {
	const done = (name: string | null, message: string, made: string | null = null): ActOutcome => ({
		run: name === null ? null : runOf(name),
		isDone: true,
		message,
		made,
	});
	const failed = (name: string, message: string): ActOutcome => ({run: runOf(name), isDone: false, message, made: null});
	for (const [key, outcomes, text, last] of [
		['R', [done('a', 'started as a-2', 'new')], 'a: started as a-2', ['new']],
		['A', [done('a', 'archived'), done('b', 'archived')], 'Archiving: done for 2 runs (@ shows all)', ['id a', 'id b']],
		['A', [failed('a', 'no')], 'a: no (@ shows all)', []],
		['A', [failed('a', 'no'), failed('b', 'never')], '2 of 2 failed; a: no (@ shows all)', []],
		['C', [done(null, 'started', 'new')], 'started', ['new']],
		['U', [done('a', 'taken back')], 'a: taken back', []],
		['A', [], 'Nothing was done', []],
	] as const) {
		const {press, helper, dialog, found, notice, acts, desk} = open();
		press(key);
		if (key !== 'C') found(['a']);
		helper.plans[0]!.answer({ask: 1, plan: planFor(['a'])});
		await turn();
		acts.perform(dialog()!);
		for (const outcome of outcomes) helper.acts[0]!.tell(outcome);
		helper.acts[0]!.answer();
		await turn();
		assert.deepEqual([notice()?.text, desk.store.getState().lastActed.runs], [text, last], `${key} ${text}`);
	}
	const {press, helper, dialog, found, notice, acts} = open();
	press('X');
	acts.perform(dialog()!);
	assert.equal(helper.acts.length, 0, 'without a plan nothing is done');
	found(['a']);
	helper.plans[0]!.answer({ask: 1, plan: planFor(['a'])});
	await turn();
	acts.perform(dialog()!);
	helper.acts[0]!.fail('it broke');
	await turn();
	assert.deepEqual(notice(), {text: 'it broke (@ shows all)', role: 'bad', atMs: fakeNowMs});
});

test('the editor goes on with what stands in the note, and a failed one is said', async () => {
	const {press, helper, dialog, acts, notice} = open();
	const lend = <T>(work: () => Promise<T>) => work();
	await acts.editNote(lend);
	press('e o n e');
	helper.edited = ' two\n';
	await acts.editNote(lend);
	const [field] = dialog()!.fields;
	assert.deepEqual(field?.kind === 'text' && [field.text, field.caret], ['one two', 7]);
	helper.edited = null;
	await acts.editNote(lend);
	assert.match(notice()!.text, /^The editor failed/);
});

test('to be told of something is planned and kept here; the line counts the runs', () => {
	const {press, dialog, acts, notice, posted, desk} = open();
	for (const [keys, text] of [
		['W', 'You will be told of 1 run while xtui runs'],
		['* W', 'You will be told of 3 runs while xtui runs'],
		['W h', 'Nothing is waited for'],
	] as const) {
		press(keys);
		assert.equal(typeof dialog()?.ask, 'number');
		acts.perform(dialog()!);
		assert.deepEqual([dialog(), notice()?.text], [null, text]);
	}
	assert.deepEqual([posted, desk.store.getState().tellings], [[], []]);
});

test('what was done is read when it is looked at, once; a log that cannot be read says why', async () => {
	const {press, helper, notice, desk} = open();
	press('@');
	look(desk.store, {textScroll: 1});
	assert.equal(helper.logs.length, 1);
	helper.logs[0]!.fail(new Error('no permission'));
	await turn();
	assert.deepEqual([notice()?.text, desk.store.getState().actLog, helper.logs.length], ['no permission', [], 1]);
	desk.store.setState({actLog: null});
	assert.equal(helper.logs.length, 2, 'after an act it is read anew');
});
