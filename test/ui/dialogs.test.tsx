import assert from 'node:assert/strict';
import {test} from 'node:test';
import {asciiGlyphs} from '../../source/draw/glyphs.ts';
import {withPlan} from '../../source/store/acting/dialog.ts';
import {look} from '../../source/store/store.ts';
import {openScreen, type TestScreen} from './screen.tsx';

test('the filter prompt counts what it leaves, and underlines nothing that is right', () => {
	const screen = openScreen(100, 30);
	screen.press('f l r < 1 e - 3');
	assert.match(screen.text().at(-1)!, /^ f {2}lr<1e-3 +27 of 40 +Tab completes · Enter keeps · Esc as before$/);
	screen.press('enter');
	assert.match(screen.text()[1]!, /lr<1e-3 +27\/40/);
});

test('Tab completes fields and their values', () => {
	const screen = openScreen(100, 30);
	screen.press('f s t a');
	assert.match(screen.text().join('\n'), /status +attribute +40 runs/);
	screen.press('tab :');
	assert.match(screen.text().join('\n'), /finished +32 runs/);
	screen.press('r u tab');
	assert.match(screen.text().at(-1)!, /^ f {2}status:running +3 of 40/);
});

test('Tab goes through the words and back', () => {
	const screen = openScreen(100, 30);
	const text = () => screen.store.getState().view.prompt?.text;
	screen.press('f l');
	const words = () => {
		screen.press('tab');
		return text();
	};
	const [first, second] = [words(), words()];
	assert.notEqual(first, second);
	screen.press('shift-tab');
	assert.equal(text(), first);
	screen.press('escape');
	assert.equal(screen.store.getState().view.filter, '');
});

test('a filter that cannot be understood says why and how to mend it', () => {
	const screen = openScreen(100, 30);
	screen.press('f ( l r');
	assert.match(screen.text().at(-1)!, /f {2}\(lr +The parenthesis is not closed {2}Close it with \)/);
});

test('the sort menu lies over the list and names metrics and config', () => {
	const screen = openScreen(100, 36);
	screen.press('s');
	const text = screen.text().join('\n');
	assert.match(text, /┌ Sort by ─+┐/);
	assert.match(text, /▸ ↓ live first, then newest/);
	assert.match(text, /loss +metric/);
	assert.match(text, /lr +config/);
});

test('a menu narrows to what is typed', () => {
	const screen = openScreen(120, 36);
	screen.press('m / a c c');
	const text = screen.text().join('\n');
	assert.match(text, /■ acc +in 39 runs/);
	assert.doesNotMatch(text, /[■□] loss/);
});

test('help shows only what works, by section, and what the signs mean', () => {
	const screen = openScreen(100, 44);
	screen.press('?');
	const text = screen.text().join('\n');
	assert.match(text, /Help {2}what works here/);
	assert.match(text, /f +Filter the runs/);
	assert.match(text, /● running +its process lives/);
	assert.doesNotMatch(text, /Unmark all|Drop the filter/i);
	assert.match(screen.text().at(-1)!, /Enter does it .*Esc back/);
});

test('help can be searched', () => {
	const screen = openScreen(80, 24);
	screen.press('? / s o r t');
	const lines = screen.text();
	assert.match(lines[0]!, /6 with "sort"/);
	assert.match(lines.join('\n'), /Sort by…/);
	assert.doesNotMatch(lines.join('\n'), /Filter the runs/);
});

test('dialogs fit small screens and speak ASCII', () => {
	for (const [cols, rows] of [
		[40, 12],
		[60, 16],
	] as const) {
		for (const keys of ['s', 'm', 'w', '?', 'f x', '/ y']) {
			const screen = openScreen(cols, rows, {glyphs: asciiGlyphs});
			screen.press(keys);
			const lines = screen.text();
			assert.ok(lines.length <= rows && lines.every(line => line.length <= cols), keys);
			assert.match(lines.join('\n'), /^[\x20-\x7e\n]*$/, keys);
		}
	}
});

/** What the process that acts would answer to a restart of the run of the dialog. */
function answer({store}: TestScreen, refusal: string | null = null): void {
	const {dialog} = store.getState().view;
	const run = {id: 'id-0', name: 'resnet', path: '/home/ada/exp/resnet'};
	const lines = [
		{label: 'argv', text: JSON.stringify(['python', 'train.py', '--lr', '0.1', `--tag=${'long '.repeat(30)}`])},
		{label: 'cwd', text: '/home/ada/exp'},
	];
	const flags = refusal === null ? [{name: 'lr', value: '0.1'}] : [];
	look(store, {dialog: withPlan(dialog!, {runs: [{run, lines, refusal}], flags, total: null, offers: []}, 7)});
}

test('a dialog that acts begins on Cancel, shows all of the command, and does what it shows only when told to', () => {
	const screen = openScreen(100, 30);
	screen.press('R');
	assert.match(screen.text().join('\n'), /Restart resnet50-lr3e-4-bs64-seed1 ─/);
	screen.press('right enter');
	assert.deepEqual(screen.performed, [], 'what is not known yet is not done');
	screen.press('left');
	answer(screen);
	const text = screen.text().join('\n');
	assert.match(text, /Restart resnet50-lr3e-4-bs64-seed1 as a new run/);
	assert.match(text, /argv +\["python","train\.py","--lr","0\.1","--tag=/);
	// Lines are broken anywhere, and nothing is left out.
	assert.equal(text.replace(/[^a-z]/g, '').match(/long/g)!.length, 30);
	assert.match(text, /lr +0\.1/);
	screen.press('enter');
	assert.equal(screen.store.getState().view.dialog, null);
	screen.press('R');
	answer(screen);
	screen.press('right enter');
	assert.deepEqual(
		screen.performed.map(({kind, ask}) => [kind, ask]),
		[['restart', 7]],
	);
});

test('a restart says in its head whether it makes a new run, and calls what was never started no restart', () => {
	for (const [starts, head, button] of [
		[['first'], 'Start resnet50-lr3e-4-bs64-seed1, so far only prepared ─', '[ Start ]'],
		[['again'], 'Restart resnet50-lr3e-4-bs64-seed1 in its own directory ─', '[ Restart ]'],
		[[undefined], 'Restart resnet50-lr3e-4-bs64-seed1 as a new run ─', '[ Restart ]'],
		[['first', 'first'], 'Start 2 runs, so far only prepared ─', '[ Start 2 ]'],
		[['first', undefined], 'Restart 2 runs ─', '[ Restart 2 ]'],
	] as const) {
		const screen = openScreen(100, 30);
		screen.press(starts.length === 1 ? 'R' : 'space space R');
		const {dialog} = screen.store.getState().view;
		const runs = starts.map((start, at) => ({
			run: {id: `id-${at}`, name: `run-${at}`, path: `/home/ada/exp/run-${at}`},
			lines: [],
			refusal: null,
			...(start !== undefined && {start}),
		}));
		look(screen.store, {dialog: withPlan(dialog!, {runs, flags: [], total: null, offers: []}, 7)});
		const text = screen.text().join('\n');
		assert.ok(text.includes(` ${head}`) && text.includes(button), text);
	}
});

test('a flag that is typed over asks for another plan before anything can be done; a refusal leaves nothing to do', () => {
	const screen = openScreen(100, 30);
	screen.press('R');
	answer(screen);
	screen.press('tab tab backspace 5');
	const {dialog} = screen.store.getState().view;
	assert.deepEqual(
		[dialog?.fields[0], dialog?.ask].map(part => (part && typeof part === 'object' ? part.id : part)),
		['flag:lr', null],
	);
	assert.match(screen.text().join('\n'), /lr +0\.5 +was 0\.1/);
	screen.press('enter y');
	assert.deepEqual(screen.performed, []);
	screen.press('escape R');
	answer(screen, 'it is running: pid 4711 is alive');
	assert.match(screen.text().join('\n'), /Not done: it is running: pid 4711 is alive/);
	screen.press('y right enter');
	assert.deepEqual(screen.performed, []);
});

test('a restart that no field could make possible has nothing to choose and no button but Cancel', () => {
	const screen = openScreen(100, 30);
	const told = (lines: {label: string; text: string}[]) => {
		const {dialog} = screen.store.getState().view;
		const run = {id: 'id-0', name: 'resnet', path: '/home/ada/exp/resnet'};
		const plan = {runs: [{run, lines, refusal: 'its command is not recorded'}], flags: [], total: null, offers: []};
		look(screen.store, {dialog: withPlan(dialog!, plan, 7)});
		return screen.text().join('\n');
	};
	screen.press('R');
	const text = told([]);
	assert.match(text, /Not done: its command is not recorded/);
	assert.match(text, /Esc cancels +\[ Cancel \] │/);
	assert.doesNotMatch(text, /NAME=VALUE|Tab next/);
	screen.press('tab right enter');
	assert.equal(screen.store.getState().view.dialog, null, 'the keys stay with Cancel');
	screen.press('R');
	assert.match(
		told([{label: 'argv', text: '["python","train.py"]'}]),
		/NAME=VALUE[\s\S]*\[ Restart \]/,
		'its directory may be said',
	);
});

test('where the act had the keys and turns out to be done to no run, Cancel gets them', () => {
	const screen = openScreen(100, 30);
	screen.press('D tab');
	answer(screen, 'it is running: pid 4711 is alive');
	assert.match(screen.text().join('\n'), /Not done: it is running[\s\S]*\[ Cancel \]/);
	screen.press('enter');
	assert.equal(screen.store.getState().view.dialog, null);
});

test('dialogs that act fit small screens, scroll and speak ASCII', () => {
	for (const [cols, rows] of [
		[40, 12],
		[80, 24],
	] as const) {
		for (const keys of ['R', 'X', 'A', 'D', 'U', 'e', '#', 'M', 'V', 'C', '!', 'W']) {
			const screen = openScreen(cols, rows, {glyphs: asciiGlyphs});
			screen.press(keys);
			answer(screen);
			const lines = screen.text();
			assert.ok(lines.length <= rows && lines.every(line => line.length <= cols), keys);
			assert.match(lines.join('\n'), /^[\x20-\x7e\n]*$/, keys);
			assert.match(lines.join('\n'), /\[ Cancel \]/, keys);
		}
		const screen = openScreen(cols, rows);
		screen.press('R');
		answer(screen);
		const top = screen.text().join('\n');
		screen.press('pagedown pagedown');
		assert.equal(rows < 20, screen.text().join('\n') !== top);
	}
});

test('a dialog stands on a terminal of any width, and a button of it is seen on one of 20 columns', () => {
	for (const keys of ['R', 'X', 'A', 'D', 'U', 'e', '#', 'M', 'V', 'C', '!', 'W', '* R', '* e']) {
		const screen = openScreen(100, 14);
		screen.press(keys);
		for (const answered of [false, true]) {
			if (answered) answer(screen);
			for (const cols of answered ? [45, 28, 25, 22, 20, 13, 6, 1] : [28, 20, 1]) {
				screen.resize(cols, 14);
				const lines = screen.text();
				assert.ok(cols < 6 || lines.every(line => line.length <= cols), `${keys} at ${cols}`);
				if (cols >= 20) assert.match(lines.join('\n'), /\[ ?Cancel ?\]/, `${keys} at ${cols}`);
				if (cols >= 22)
					assert.match(
						lines.join('\n'),
						/\[ ?(Restart|Stop|Archive|Delete|Undo|Note|Tag|Mark|Judge|Start|Run|Tell me)/,
						`${keys} at ${cols}`,
					);
			}
		}
	}
});

test('a note of which nothing is typed yet says so, and Enter on it does not wait for the first letter', () => {
	const screen = openScreen(80, 24);
	screen.press('e');
	assert.match(screen.text().join('\n'), /Nothing is typed yet/);
	screen.press('enter h');
	assert.equal(screen.store.getState().view.dialog?.isAwaited, false);
	assert.doesNotMatch(screen.text().join('\n'), /Nothing is typed|Not found/);
});

test('how many runs of a dialog are left out is said whole on a narrow screen', () => {
	const screen = openScreen(40, 16);
	screen.press('* R');
	const {dialog} = screen.store.getState().view;
	const runs = ['a', 'b'].map(name => ({run: {id: name, name, path: `/${name}`}, lines: [], refusal: 'no command is known'}));
	look(screen.store, {dialog: withPlan(dialog!, {runs, flags: [], total: null, offers: []}, 7)});
	assert.match(
		screen
			.text()
			.join(' ')
			.replace(/[│\s]+/g, ' '),
		/2 of 2 are left out, for the reasons given/,
	);
});
