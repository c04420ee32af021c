import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Curve, ToEngine} from '../../source/engine/protocol.ts';
import {CurveShelf} from '../../source/store/shelves/curve-shelf.ts';
import {MediaShelf} from '../../source/store/shelves/media-shelf.ts';
import {createScreenStore, receive} from '../../source/store/store.ts';
import {type Shown, visibleWishes, WishSender} from '../../source/store/wishes.ts';
import {fakeRow} from '../ui/fake-rows.ts';

const request = {run: 1, metric: 'loss', x: 'step', smoothing: null, width: 100, from: null, to: null} as const;
const shown: Shown = {
	runs: [1, 2],
	groups: [],
	metrics: ['loss'],
	sparkWidth: 8,
	curves: [request],
	opened: null,
	logLines: 0,
	compared: null,
	machine: false,
};
const curve = (wish: number, to: number): Curve => ({
	wish,
	from: 0,
	to,
	columns: new Float64Array(),
	lasts: new Float64Array(),
	nonfinite: new Float64Array(),
	points: 1,
	exact: new Float64Array(),
	axis: {kind: 'step', name: ''},
	first: 0,
	last: to,
	smooth: null,
});

/** A sender whose clock stands still until `pass` is called. */
function sender() {
	const sent: ToEngine[] = [];
	const waiting: (() => void)[] = [];
	const wishes = new WishSender(
		message => sent.push(message),
		run => waiting.push(run),
	);
	const pass = () => {
		for (const run of waiting.splice(0)) run();
	};
	return {sent, wishes, pass};
}

test('what did not change is not asked for again', () => {
	const {sent, wishes, pass} = sender();
	const shelf = new CurveShelf();
	wishes.send(visibleWishes(shown, shelf, new MediaShelf()));
	pass();
	wishes.send(visibleWishes(shown, shelf, new MediaShelf()));
	assert.deepEqual(
		sent.map(message => message.type),
		['visible', 'curves', 'media', 'open', 'compared', 'machine'],
	);
});

test('of many places passed on the way only the last is asked for', () => {
	const {sent, wishes, pass} = sender();
	const shelf = new CurveShelf();
	for (const run of [1, 2, 3, 4]) wishes.send(visibleWishes({...shown, curves: [{...request, run}]}, shelf, new MediaShelf()));
	pass();
	const asked = sent.filter(message => message.type === 'curves').map(message => message.wishes[0]?.run);
	assert.deepEqual(asked, [1, 4]);
});

test('a curve of another width serves until the wanted one comes', () => {
	const shelf = new CurveShelf();
	shelf.put(curve(shelf.wish(request).wish, 10));
	const wider = {...request, width: 200};
	assert.equal(shelf.get(wider)?.to, 10);
	shelf.put(curve(shelf.wish(wider).wish, 20));
	assert.equal(shelf.get(wider)?.to, 20);
	assert.equal(shelf.get({...request, metric: 'acc'}), null);
	assert.equal(shelf.get({...request, run: 2}), null, 'never the curve of another run');
});

test('curves and pictures of a run that is gone are forgotten', () => {
	const store = createScreenStore(['/exp'], 0);
	const {curves, media} = store.getState();
	const picture = {run: 1, name: 'sample', step: null, cols: 10, rows: 5};
	const near = {step: 3, wallMs: 0, index: 0, count: 1, near: [3]};
	const answers = {
		curves: [curve(curves.wish(request).wish, 10)],
		media: [{wish: media.wish(picture).wish, ...near, view: {kind: 'text', text: 'a'} as const}],
	};
	const update = {type: 'update', rows: [], removed: [], sparks: [], reading: null, detail: null, log: null} as const;
	receive(store, {...update, rows: [fakeRow({key: 1, name: 'gone'})], removed: [], sparks: [], ...answers}, 0);
	assert.notEqual(curves.get(request), null);
	assert.notEqual(media.get(picture), null);
	receive(store, {...update, rows: [], removed: [1], sparks: [], curves: []}, 0);
	assert.equal(curves.get(request), null);
	assert.equal(media.get(picture), null);
});

test('old curves make room for new ones', () => {
	const shelf = new CurveShelf();
	for (let run = 0; run < 900; run++) shelf.put(curve(shelf.wish({...request, run}).wish, run));
	assert.equal(shelf.get({...request, run: 0}), null);
	assert.equal(shelf.get({...request, run: 899})?.to, 899);
});
