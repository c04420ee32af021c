import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {ActOffer, KnownFlag} from '../../source/core/acting/act.ts';
import type {ChosenCommand} from '../../source/store/acting/dialog.ts';
import {withPlan} from '../../source/store/acting/dialog.ts';
import {specOf} from '../../source/store/acting/spec.ts';
import {look} from '../../source/store/store.ts';
import {fakeNowMs, fakeRow, fakeTree} from '../ui/fake-rows.ts';
import {type Desk, openDesk} from './press.ts';

const dialogOf = ({store}: Desk) => store.getState().view.dialog;
const noticeOf = ({store}: Desk) => store.getState().view.notice?.text ?? null;
/** Names of the runs that the open dialog is about. */
const aboutOf = (desk: Desk) => dialogOf(desk)?.runs.map(key => desk.store.getState().rows.get(key)?.name);
const typed = (text: string) => [...text].map(letter => (letter === ' ' ? 'space' : letter)).join(' ');

const inHand = (desk: Desk) => dialogOf(desk)?.fields[dialogOf(desk)!.focus];

/** What the helper would answer, that flags are known and more can be switched on. */
function answer(desk: Desk, flags: KnownFlag[] = [], offers: ActOffer[] = []): void {
	const run = {id: 'id-0', name: 'a', path: '/exp/a'};
	look(desk.store, {dialog: withPlan(dialogOf(desk)!, {runs: [{run, lines: [], refusal: null}], flags, total: null, offers}, 7)});
}

test('an act is about the marked runs, in the order of the list, else about the run under the cursor or all below a heading', () => {
	const desk = openDesk();
	const {order, rows} = desk.store.getState();
	const names = order.lines.map(({run}) => rows.get(run!)!.name);
	desk.press('X');
	assert.deepEqual(aboutOf(desk), [names[0]]);
	desk.press('escape j j j space g g space space X');
	assert.deepEqual(aboutOf(desk), [names[0], names[1], names[3]]);
	desk.press('escape j j enter X');
	assert.deepEqual(aboutOf(desk)?.length, 1, 'on the page of a run it is that one, whatever is marked in the list');
	const grouped = openDesk();
	look(grouped.store, {group: ['status']});
	grouped.press('g g X');
	assert.deepEqual(
		aboutOf(grouped)?.sort(),
		fakeTree(20)
			.filter(({status}) => status === 'running')
			.map(({name}) => name)
			.sort(),
	);
});

test('what is archived already is restored and what lies in the trash is removed, where that is all there is', () => {
	const rows = [
		fakeRow({key: 0, name: 'a', more: {marks: ['archived']}}),
		fakeRow({key: 1, name: 'b', more: {marks: ['archived']}}),
		fakeRow({key: 2, name: 'c', status: 'deleted'}),
		fakeRow({key: 3, name: 'd'}),
	];
	for (const [marked, key, kind] of [
		[[0, 1], 'A', 'restore'],
		[[0, 3], 'A', 'archive'],
		[[2], 'D', 'purge'],
		[[2, 3], 'D', 'delete'],
		[[0], 'D', 'delete'],
	] as const) {
		const desk = openDesk(rows);
		look(desk.store, {filter: 'status:* or mark:*', marked: new Set(marked)});
		desk.press(key);
		assert.equal(dialogOf(desk)?.kind, kind, `${marked} ${key}`);
	}
});

const restart = {
	changes: [],
	inPlace: false,
	runsDirectory: null,
	recordsSecrets: false,
	cwd: null,
	source: null,
	fromCheckpoint: false,
	force: false,
};
const flags: KnownFlag[] = [
	{name: 'lr', value: '0.1'},
	{name: 'amp', value: null},
];
const offers: ActOffer[] = (['inPlace', 'recorded', 'checkpoint', 'force', 'moves', 'latest'] as const).map(id => ({
	id,
	label: id,
}));
const graceMs = 10_000;

test('what a dialog asks for is what was typed and chosen in it', () => {
	for (const [keys, later, spec] of [
		['R', '', {act: 'restart', options: restart}],
		['R', `@set ${typed('a=1 "b=x y"')}`, {act: 'restart', options: {...restart, changes: ['a=1', 'b=x y']}}],
		['R', `@set ${typed('a="')}`, {act: 'restart', options: {...restart, changes: ['a="']}}],
		['R', '@flag:lr backspace 5', {act: 'restart', options: {...restart, changes: ['lr=0.5']}}],
		['R', '@flag:lr backspace 1', {act: 'restart', options: restart}],
		['R', '@flag:amp space', {act: 'restart', options: {...restart, changes: ['amp=false']}}],
		['R', '@flag:amp j', {act: 'restart', options: restart}],
		['R', '@inPlace space @force l', {act: 'restart', options: {...restart, inPlace: true, force: true}}],
		['R', '@recorded space', {act: 'restart', options: {...restart, source: 'recorded'}}],
		['R', '@latest space @checkpoint h', {act: 'restart', options: {...restart, source: 'latest', fromCheckpoint: true}}],
		['R', '@latest space space', {act: 'restart', options: restart}],
		['X', '', {act: 'stop', signals: ['SIGINT', 'SIGTERM', 'SIGKILL'], graceMs}],
		['X', '@signals left', {act: 'stop', signals: ['SIGKILL'], graceMs}],
		['A', '@moves right', {act: 'archive', moves: true}],
		['D', '', {act: 'delete', moves: false}],
		['U', '', {act: 'undo'}],
		[`e ${typed(' it works ')}`, '', {act: 'note', value: 'it works'}],
		['e space', '', null],
		[`# ${typed('a,b  a')}`, '', {act: 'retag', tags: ['seen', 'a', 'b'], of: ['seen']}],
		['M l', '', {act: 'mark', value: 'interesting'}],
		['M left', '', {act: 'mark', value: 'none'}],
		['V right tab n o', '@force space', {act: 'verdict', verdict: 'fail', resolution: 'no', force: true}],
		['V h', '', {act: 'verdict', verdict: null, resolution: '', force: false}],
		[`C ${typed('a b')} tab n`, '', {act: 'create', words: 'a b', name: 'n', cwd: '/exp'}],
		[`! ${typed('ls {dir}')}`, '', {act: 'command', words: 'ls {dir}', isTogether: false}],
		['W', '', null],
	] as const) {
		const desk = openDesk([fakeRow({key: 0, name: 'a', more: {tags: ['seen']}})]);
		desk.press(keys);
		answer(desk, flags, offers);
		for (const word of later.split(' ').filter(word => word !== '')) {
			if (!word.startsWith('@')) desk.press(word);
			else for (let at = 0; at < 20 && inHand(desk)?.id !== word.slice(1); at++) desk.press('tab');
		}
		assert.deepEqual(specOf(dialogOf(desk)!), spec, `${keys} ${later}`);
	}
});

test('tags that all of the runs have stand in the field; a verdict that all have is chosen', () => {
	const rows = [
		fakeRow({key: 0, name: 'a', more: {tags: ['both', 'one'], verdict: 'fail'}}),
		fakeRow({key: 1, name: 'b', more: {tags: ['other', 'both'], verdict: 'fail'}}),
		fakeRow({key: 2, name: 'c', more: {verdict: 'success'}}),
	];
	const specs = (marked: number[], keys: string) => {
		const desk = openDesk(rows);
		look(desk.store, {marked: new Set(marked)});
		desk.press(keys);
		return specOf(dialogOf(desk)!);
	};
	assert.deepEqual(specs([0, 1], '#'), {act: 'retag', tags: ['both'], of: ['both']});
	assert.deepEqual(specs([0, 2], '#'), {act: 'retag', tags: [], of: []});
	assert.deepEqual(specs([0, 1], 'V'), {act: 'verdict', verdict: 'fail', resolution: '', force: false});
	assert.deepEqual(specs([0, 2], 'V'), {act: 'verdict', verdict: 'success', resolution: '', force: false});
});

test('a button is chosen with the arrows or h and l, done with y, Enter or Space, and left with n, q, Esc or on Cancel', () => {
	for (const [keys, isDone, isOpen] of [
		['y', true, true],
		['right enter', true, true],
		['l space', true, true],
		['left h enter', false, false],
		['enter', false, false],
		['space', false, false],
		['n', false, false],
		['right q', false, false],
		['right escape', false, false],
		['j', false, true],
	] as const) {
		const desk = openDesk();
		desk.press('X');
		answer(desk);
		desk.press(keys);
		assert.deepEqual([desk.calls.includes('perform stop'), dialogOf(desk) !== null], [isDone, isOpen], keys);
	}
});

test('Enter in a field goes to the act where something was chosen, else to Cancel; words are said at once', () => {
	for (const [keys, does] of [
		['R shift-tab enter enter', false],
		['R shift-tab a enter enter', true],
		['X shift-tab enter enter', false],
		['X shift-tab l enter enter', true],
		['M enter enter', true],
		['V enter enter', true],
		['e a enter', true],
		['# a enter', true],
		['! a enter', false],
	] as const) {
		const desk = openDesk();
		desk.press(keys.split(' ')[0]!);
		for (const key of keys.split(' ').slice(1)) {
			if (dialogOf(desk) === null) break;
			answer(desk);
			desk.press(key);
		}
		assert.equal(
			desk.calls.some(call => call.startsWith('perform')),
			does,
			keys,
		);
	}
});

test('an undo without marks is about what something was done to last; while that is still being found it waits', () => {
	const desk = openDesk();
	const {rows} = desk.store.getState();
	const last = (runs: string[], agoMs: number) => {
		desk.press('escape');
		desk.store.setState({lastActed: {runs, atMs: fakeNowMs - agoMs}});
		desk.press('U');
		return dialogOf(desk) === null ? noticeOf(desk) : aboutOf(desk);
	};
	const [, second, third] = [...rows.values()];
	assert.deepEqual(last([second!.id, third!.path], 0), [second!.name, third!.name]);
	assert.equal(last([second!.id, 'moved'], 2000), 'The runs are just being found where they lie now: press U again');
	assert.deepEqual(last([second!.id, 'moved'], 11_000), [second!.name], 'what is not found by then is gone');
	assert.deepEqual(last([], 0), [desk.here()], 'else it is the run under the cursor');
	desk.press('escape j j space U');
	assert.deepEqual(aboutOf(desk), [third!.name], 'and the marked ones where some are marked');
	desk.press('escape');
	look(desk.store, {marked: new Set([second!.key])});
	desk.store.setState({lastActed: {runs: [second!.id, 'moved'], atMs: fakeNowMs}});
	desk.press('U');
	assert.deepEqual(aboutOf(desk), [second!.name], 'also where they are some of those that it was done to');
	const empty = openDesk([]);
	empty.store.setState({lastActed: {runs: ['moved'], atMs: fakeNowMs - 11_000}});
	empty.press('U');
	assert.equal(noticeOf(empty), 'There is nothing to take back');
});

test('read-only refuses each act but to be told, and asks for no command of the settings', () => {
	const command: ChosenCommand = {name: 'size', run: ['du'], key: [], on: 'each', ask: true};
	for (const key of ['R', 'X', 'A', 'e', '!', 'C', 'U']) {
		const desk = openDesk();
		desk.store.setState({readonly: 'started with --readonly', commands: [command]});
		desk.press(key);
		assert.deepEqual([dialogOf(desk), noticeOf(desk)], [null, 'Refused: started with --readonly'], key);
		assert.equal(desk.store.getState().view.menu, null);
	}
	const desk = openDesk();
	desk.store.setState({readonly: 'started with --readonly'});
	desk.press('W');
	assert.equal(dialogOf(desk)?.kind, 'tell');
});
