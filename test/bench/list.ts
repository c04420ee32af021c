import {allActions} from '../../source/actions/registry.ts';
import {allGlyphs} from '../../source/draw/glyphs.ts';
import {Grid} from '../../source/draw/grid.ts';
import {selectCompletion} from '../../source/store/filter/completion.ts';
import {look, receive} from '../../source/store/store.ts';
import {ScreenMemory} from '../../source/ui/memory.ts';
import {sceneOf} from '../../source/ui/scene-of.ts';
import {openDesk} from '../actions/press.ts';
import {fakeNowMs} from '../ui/fake-rows.ts';
import {longQuery, makeManyRows} from './query.ts';
import {cpuMsOf, type Result} from './result.ts';

const size = {cols: 200, rows: 50};

/** A screen over so many runs; `press` gives the CPU milliseconds of keys, of what Tab would offer, and of the frame that follows them. */
function openMany(count: number, group: string[]) {
	const rows = makeManyRows(count);
	const desk = openDesk(rows);
	const {store} = desk;
	look(store, {group});
	const memory = new ScreenMemory();
	const brush = {glyphs: allGlyphs, color: true, zone: 0, home: '/home/ada'};
	const draw = () => {
		selectCompletion(store.getState());
		const scene = sceneOf(store.getState(), size, allActions, memory, brush);
		Object.assign(store.getState().measured, size, scene.measured);
		for (const {rect, draw: paint} of scene.parts) paint(new Grid(rect.cols, rect.rows));
	};
	draw();
	const press = (names: string): Promise<number> =>
		cpuMsOf(() => {
			desk.press(names);
			draw();
		});
	const update = (changed: number): Promise<number> => {
		const some = rows.slice(0, changed).map(row => ({...row}));
		const nothing = {removed: [], sparks: [], curves: [], reading: null, detail: null, log: null};
		return cpuMsOf(() => {
			receive(store, {type: 'update', rows: some, ...nothing}, fakeNowMs);
			draw();
		});
	};
	return {press, update};
}

/** The middle of so many turns, one after the other. */
async function medianOf(rounds: number, turn: (round: number) => Promise<number>): Promise<number> {
	const times: number[] = [];
	for (let round = 0; round < rounds; round++) times.push(await turn(round));
	return times.sort((a, b) => a - b)[rounds >> 1]!;
}

const goalMs = 10;

async function benchKeys(count: number, group: string[], name: string): Promise<Result[]> {
	const {press, update} = openMany(count, group);
	for (const names of ['j', 'h', 'l', 'ctrl-d']) await press(names);
	const step = await medianOf(60, round => press(round % 20 < 10 ? 'j' : 'ctrl-d'));
	await press('g g');
	const fold = await medianOf(16, round => press(round % 2 === 0 ? 'h' : 'l'));
	const sort = await medianOf(16, () => press('S'));
	await press('f');
	const letter = await medianOf(longQuery.length, round => press(longQuery[round] === ' ' ? 'space' : longQuery[round]!));
	await press('enter');
	const live = await medianOf(15, () => update(10));
	const figure = (what: string, value: number): Result => ({
		what: `10,000 runs${name}: ${what}`,
		value,
		unit: 'ms CPU',
		goal: goalMs,
	});
	return [
		figure('a step of the cursor, with its frame', step),
		...(group.length > 0 ? [figure('a group closed or opened', fold)] : []),
		figure('the order turned round', sort),
		figure('a letter of five conditions and two sort keys', letter),
		figure('ten runs that changed', live),
	];
}

/** Keys on a list of 10,000 runs, each with its frame: as it is, and grouped by two settings. */
export async function benchList(count = 10_000): Promise<Result[]> {
	return [...(await benchKeys(count, [], '')), ...(await benchKeys(count, ['lr', 'optim.name'], ' by two keys'))];
}
