import assert from 'node:assert/strict';
import {test} from 'node:test';
import {startKeepingIndex} from '../../source/ui/keeping-index.ts';
import {openScreen} from './screen.tsx';

/** A keeper whose index takes so many steps; `kept` resolves with the last one. */
function slowKeeper(steps: number) {
	const told: string[] = [];
	let done = () => {};
	const kept = new Promise<void>(resolve => {
		done = resolve;
	});
	function* keepIndex(): Generator<void, void> {
		told.push('begun');
		for (let step = 1; step < steps; step++) {
			yield;
			told.push(`step ${step}`);
		}
		told.push('kept');
		done();
	}
	return {keepIndex, told, kept};
}

/** As after some seconds without a key. */
const rest = ({store}: ReturnType<typeof openScreen>) => store.setState(({nowMs}) => ({nowMs: nowMs + 60_000}));

test('what shells complete from is made by steps, between which keys are answered', async () => {
	const screen = openScreen(100, 30);
	const {keepIndex, told, kept} = slowKeeper(3);
	const keeping = startKeepingIndex(screen.store, {keepIndex});
	assert.equal(told.length, 0, 'not before the keys rest');
	rest(screen);
	setImmediate(() => told.push('key'));
	await kept;
	assert.deepEqual(
		told.filter(what => what !== 'key'),
		['begun', 'step 1', 'step 2', 'kept'],
	);
	// Where the machine is busy the pause may be over by then, and a step comes first.
	assert.ok(told.indexOf('key') < told.indexOf('step 2'));
	keeping.end();
	assert.equal(told.length, 5, 'nothing has changed since');
});

test('it is made at once when the screen is left, where runs have changed or its steps were not done', () => {
	const screen = openScreen(100, 30);
	const {keepIndex, told} = slowKeeper(2);
	const keeping = startKeepingIndex(screen.store, {keepIndex});
	rest(screen);
	keeping.end();
	assert.deepEqual(told, ['begun', 'begun', 'step 1', 'kept']);
});
