import assert from 'node:assert/strict';
import {test} from 'node:test';
import {look} from '../../source/store/store.ts';
import {fakeRow} from '../ui/fake-rows.ts';
import {openScreen} from '../ui/screen.tsx';

const rows = ['a', 'b', 'c'].map((name, key) => fakeRow({key, name, config: {lr: key}}));

/** What is asked of the engine when a report is wanted of what is on the screen. */
function wishAfter(keys: string) {
	const screen = openScreen(100, 30, {rows, view: {sort: [{column: 'name', descending: true}]}});
	if (keys !== '') screen.press(keys);
	screen.lines();
	screen.press('y r enter');
	const wish = screen.posted.flatMap(message => (message.type === 'report' ? message.wish : []))[0]!;
	return {...wish, runs: wish.runs.join()};
}

test('a report is of what the screen shows, in its order, and names the command that writes it again', () => {
	for (const [keys, wish] of [
		['', {runs: '2,1,0', title: 'Runs of exp', rank: null, together: false, query: 'sort:-name'}],
		['f n a m e ! = b enter', {runs: '2,0', query: 'name!=b sort:-name'}],
		['a y', {logY: true, command: 'xtui report /home/ada/exp --where=sort:-name --log-y -o xtui-report.html'}],
		['space space c', {runs: '2,1', title: '2 runs compared', query: 'id:"id-2" or id:"id-1"', together: false, rank: null}],
		[
			'm / a c c enter space enter',
			{
				metrics: ['loss'],
				command:
					"xtui report /home/ada/exp '--where=sort:-name show:status,name,progress,eta,m.loss,cfg.lr,age' --metric=loss -o xtui-report.html",
			},
		],
		[
			'g r t S',
			{
				runs: '2,1,0',
				together: true,
				rank: {metric: 'loss', direction: 'up', from: 'person', part: 'best'},
				goals: [['loss', 'up']],
				command: 'xtui report /home/ada/exp --where=sort:-name --metric=loss --goal=max --seeds -o xtui-report.html',
			},
		],
		[
			'g r s j enter',
			{command: 'xtui report /home/ada/exp --where=sort:-name --metric=m.loss.last --goal=min -o xtui-report.html'},
		],
	] as const) {
		const made: Record<string, unknown> = wishAfter(keys);
		const told = Object.fromEntries(Object.keys(wish).map(name => [name, made[name]]));
		assert.deepEqual(told, wish, keys);
	}
});

test('a name without a format is asked for again', () => {
	const screen = openScreen(100, 30, {rows});
	screen.press('y r ctrl-u r . t x t enter');
	const {prompt, notice} = screen.store.getState().view;
	assert.deepEqual([prompt?.text, notice?.text, screen.posted], ['r.txt', 'A report is .html or .md', []]);
	look(screen.store, {notice: null});
	screen.press('ctrl-u r . M D enter');
	assert.deepEqual([screen.store.getState().view.prompt, screen.posted.length], [null, 1]);
});
