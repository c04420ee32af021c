import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import type {Place} from '../launch/program.ts';
import {closed, openFailed} from './acting.ts';

type Run = Record<string, unknown>;
const has = (list: unknown, word: string) => (list as string[]).includes(word);

/** Every key that says something of runs or puts them away: what is pressed behind it, and what holds of a run then. */
const verbs: readonly {key: string; button: string; chosen: string[]; holds: (run: Run) => boolean}[] = [
	{key: 'A', button: 'Archive', chosen: ['y'], holds: run => has(run.marks, 'archived')},
	{key: 'D', button: 'Delete', chosen: ['y'], holds: run => run.status === 'deleted'},
	{key: 'e', button: 'Note', chosen: ['n', 'o', 't', 'enter'], holds: run => has(run.notes, 'not')},
	{key: '#', button: 'Tag', chosen: ['p', 'a', 'p', 'enter'], holds: run => has(run.tags, 'pap')},
	{key: 'M', button: 'Mark', chosen: ['enter', 'enter'], holds: run => has(run.marks, 'best')},
	{key: 'V', button: 'Judge', chosen: ['enter', 'enter'], holds: run => run.verdict === 'success'},
];

const holdsAway = new Set(['A', 'D']);
/** How many acts were done so far. */
const actsOf = (place: Place) => readFileSync(path.join(place.root, 'state/xtui/actions.jsonl'), 'utf8').split('\n').length;
const countOf = async (place: Place, holds: (run: Run) => boolean) => (await place.list('runs')).filter(holds).length;

for (const names of [['a'], ['a', 'b', 'c', 'd', 'e']])
	test(`every word and place of ${names.length === 1 ? 'one run' : 'five marked runs'}: shown, cancelled, done, taken back`, async context => {
		const {place, drive} = await openFailed(context, ...names);
		const many = names.length;
		const buttonOf = (button: string) => (many === 1 ? `[ ${button} ]` : `[ ${button} ${many} ]`);
		for (const {key, button, chosen, holds} of verbs) {
			if (many > 1) drive.press('*');
			const before = actsOf(place);
			drive.press(key);
			await drive.waitFor(`[ ${button}`);
			drive.press('escape');
			await drive.waitFor(closed);
			assert.equal(actsOf(place), before, `${key} was cancelled`);
			drive.press(key);
			// What is typed needs no plan; all else is pressed when it is shown.
			if (chosen.length < 3) await drive.waitFor(buttonOf(button));
			if (chosen.length < 3) await drive.waitFor(/(?:journal|moves) +\S/);
			drive.press(...chosen);
			await drive.waitFor(closed);
			await drive.waitFor(many === 1 ? /^ a: /m : `done for ${many} runs`);
			assert.equal(await countOf(place, holds), many, `${key} was done`);
			// Undo is about all of them, so all have to be found where they lie now.
			if (holdsAway.has(key)) await drive.waitFor(new RegExp(`0 runs +${many} (?:archived|deleted)`));
			drive.press('U');
			await drive.waitFor(buttonOf('Undo'));
			await drive.waitFor(/takes {2,}back/);
			drive.press('y');
			await drive.waitFor(many === 1 ? /took back/ : `Undoing: done for ${many} runs`);
			assert.equal(await countOf(place, holds), 0, `${key} was taken back`);
			await drive.waitFor(`${many} failed`);
			drive.press('u');
		}
	});
