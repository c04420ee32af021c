import assert from 'node:assert/strict';
import {test} from 'node:test';
import {allActions} from '../../source/actions/registry.ts';
import {allGlyphs, asciiGlyphs} from '../../source/draw/glyphs.ts';
import {noViews} from '../../source/store/saved-view.ts';
import {look} from '../../source/store/store.ts';
import {lookOfMenu} from '../../source/ui/prompts/menu-look.ts';
import {lookOfPrompt} from '../../source/ui/prompts/prompt-look.ts';
import {openDesk} from '../actions/press.ts';
import {fakeRow} from './fake-rows.ts';

const brushOf = (glyphs = allGlyphs) => ({glyphs, color: true, zone: 0, home: ''});
const textOf = (spans: readonly {text: string}[]) => spans.map(({text}) => text).join('');
const typed = (text: string) => [...text].map(letter => (letter === ' ' ? 'space' : letter)).join(' ');

/** A list beside charts, whose filter was `lr<2` once. */
function openWithCharts() {
	const desk = openDesk([0, 1, 2].map(key => fakeRow({key, name: `run-${key}`, config: {lr: key}})));
	const {measured} = desk.store.getState();
	measured.panes = ['list', 'charts'];
	measured.chartMetrics = ['loss'];
	desk.store.setState({saved: {...noViews, projectFile: '/exp/.xtui/views.json'}});
	look(desk.store, {history: ['lr<2']});
	return desk;
}

test('beside each prompt stands what it wants, and what its keys do as far as there is room', () => {
	for (const [keys, cols, text, note] of [
		['f', 120, ' f   ', '3 of 3   Tab completes · Enter keeps · Esc as before · ↑ earlier'],
		['f', 40, ' f   ', '3 of 3   Tab completes'],
		[`f ${typed('lr<1')}`, 120, ' f  lr<1 ', '1 of 3   Tab completes · Enter keeps · Esc as before · ↑ earlier'],
		[`f ${typed('l')}`, 120, ' f  lr<2', '3 of 3   a field: then < = > : or ~ · Tab completes · Enter takes it as a word'],
		[`f ${typed('(lr')}`, 120, ' f  (lr ', 'The parenthesis is not closed  Close it with )'],
		[`f ${typed('(lr')}`, 40, ' f  (lr ', 'The parenthesis is not closed'],
		['/', 120, ' /   ', 'Enter keeps · Esc as before'],
		['a l', 120, ' y limits   ', 'Enter keeps · Esc as before'],
		[`a l ${typed('2 1')}`, 120, ' y limits  2 1 ', 'Two numbers, the lower first; - leaves an end free'],
		[', n', 120, ' Save this view as   ', 'Enter keeps · Esc as before'],
		[', p', 120, ' Share this view as   ', 'into /exp/.xtui/views.json   Enter writes it · Esc does not'],
		['y r', 120, ' Report into  xtui-report.html ', 'Enter writes it · .html or .md · Esc does not'],
		['y r x enter', 120, ' Report into  xtui-report.htmlx ', '   A report is .html or .md'],
		['space space c g s', 120, ' Compare at   ', '500 or 1k for a step · 30m for a time · empty for the end · Esc as before'],
		['space space c g s x enter', 120, ' Compare at  x ', '   Neither a step (500, 1k) nor a time after the start (30m, 2h)'],
	] as const) {
		const desk = openWithCharts();
		desk.press(keys);
		const state = desk.store.getState();
		const {text: shown, note: said} = lookOfPrompt(state, state.view.prompt!, {cols, rows: 30}, brushOf());
		assert.deepEqual([textOf(shown), textOf(said)], [text, note], `${keys} at ${cols}`);
		const ascii = lookOfPrompt(state, state.view.prompt!, {cols, rows: 30}, brushOf(asciiGlyphs));
		assert.match(textOf(ascii.note), /^[\x20-\x7e]*$/);
	}
});

test('each dialog with a list is headed by what it is about, and says which keys it has', () => {
	for (const [keys, title, hint] of [
		['s', /^ Sort by $/, /^ {4}Enter sorts · again reverses/],
		['m', /^ Metrics shown $/, /^ {4}Space shows, hides · right: what of it · \/ finds$/],
		['m right', /^ Shown of (loss|acc) $/, /^ {4}Space shows or hides · left goes back$/],
		['w', /^ Columns shown $/, /^ {4}Space shows, hides · left, right move · \/ finds$/],
		['t', /^ Group by $/, /^ {4}Enter groups · Space adds a level · t but the seed$/],
		[';', /^ Only runs with $/, /^ {4}Enter only these · - without these · \/ finds$/],
		['a x', /^ x axis of the charts $/, /^ {4}Enter chooses · \/ finds · Esc as before$/],
		['space space c c', /^ Runs compared $/, /^ {4}Space shows or hides · \/ finds · Enter done$/],
		['g r m', /^ Rank by $/, /^ {4}Enter ranks · \/ finds · Esc as before$/],
		['g r s', /^ Rank by the $/, /^ {4}Enter ranks · Esc as before$/],
		['s / x y z', /^ Sort by $/, /^ {2}\/ xyz $/],
		[': q u', /^ What to do $/, /^ {2}: qu $/],
	] as const) {
		const desk = openWithCharts();
		desk.press(keys);
		const state = desk.store.getState();
		assert.ok(state.view.menu, keys);
		const made = lookOfMenu(state, state.view.menu, {cols: 80, rows: 24}, brushOf(), allActions);
		assert.match(textOf(made.title), title, keys);
		assert.match(textOf(made.hint), hint, keys);
		if (keys.endsWith('x y z')) assert.equal(textOf(made.lines[0]!.spans), '  Nothing of that name');
		const narrow = lookOfMenu(state, state.view.menu, {cols: 24, rows: 8}, brushOf(asciiGlyphs), allActions);
		assert.ok(
			narrow.lines.length <= 2 &&
				[...narrow.lines.map(({spans}) => spans), narrow.hint].every(spans => /^[\x20-\x7e]*$/.test(textOf(spans))),
			keys,
		);
	}
});
