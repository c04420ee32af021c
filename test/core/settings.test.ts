import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseSettings, usualSettings} from '../../source/core/settings.ts';

const actions = ['sort', 'filter', 'zoom-in'];

test('what is set is in force, the rest as usual', () => {
	const {settings, set, faults} = parseSettings(
		{
			roots: '~/exp',
			mouse: false,
			keys: {sort: ['ctrl-s', 'g s'], filter: '\\'},
			lines: {loss: 'loss is ([\\d.]+)'},
			steps: ['updates'],
		},
		actions,
	);
	assert.deepEqual(faults, []);
	assert.deepEqual(settings, {
		...usualSettings(),
		roots: ['~/exp'],
		mouse: false,
		keys: {sort: ['ctrl-s', 'g s'], filter: ['\\']},
		lines: {loss: 'loss is ([\\d.]+)'},
		steps: ['updates'],
	});
	assert.deepEqual(set, ['roots', 'mouse', 'keys.sort', 'keys.filter', 'lines.loss', 'steps']);
	for (const nothing of [null, undefined, {}]) assert.deepEqual(parseSettings(nothing, actions).settings, usualSettings());
});

test('each fault is told with its place and what to do, and takes nothing else with it', () => {
	const {settings, faults} = parseSettings(
		{
			mous: true,
			background: 'blue',
			ascii: 'yes',
			keys: {srot: 's', sort: ['hyper-x'], filter: 'x'},
			lines: {a: '(', b: 'no group', loss: 'l=(.+)'},
			roots: [3],
		},
		actions,
	);
	assert.deepEqual(
		faults.map(({place}) => place),
		['mous', 'background', 'ascii', 'keys.srot', 'keys.sort', 'lines.a', 'lines.b', 'roots'],
	);
	const said = new Map(faults.map(({place, message}) => [place, message]));
	assert.match(said.get('mous')!, /did you mean mouse\?/);
	assert.match(said.get('keys.srot')!, /is no action; did you mean sort\?/);
	assert.match(said.get('background')!, /is one of dark, light, auto/);
	assert.match(said.get('keys.sort')!, /no such key as "hyper-x"/);
	assert.deepEqual(settings.keys, {filter: ['x']});
	assert.deepEqual(settings.lines, {loss: 'l=(.+)'});
});

test('no content throws', () => {
	for (const content of [
		3,
		'x',
		[],
		{keys: 3},
		{keys: []},
		{lines: null},
		{roots: {a: 1}},
		JSON.parse('{"__proto__": {"mouse": 1}}'),
	])
		assert.ok(parseSettings(content, actions).faults.length <= 1);
});
