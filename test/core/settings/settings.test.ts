import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseSettings, usualSettings} from '../../../source/core/settings/settings.ts';

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

test('an expression that could take forever, and a metric without a name, are refused', () => {
	const {settings, faults} = parseSettings(
		{lines: {price: '(a+)+$', '': '(x)', loss: 'loss is ([\\d.]+)', many: '(.*).*.*.*.*.*x'}},
		actions,
	);
	assert.deepEqual(settings.lines, {loss: 'loss is ([\\d.]+)'});
	const said = new Map(faults.map(({place, message}) => [place, message]));
	assert.match(said.get('lines.price')!, /cannot be used: A repeated group .* can take forever\. Write it without/);
	assert.match(said.get('lines.many')!, /too many repetitions that overlap/);
	assert.equal(said.get('lines'), 'has an entry without a name');
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

test('commands are lists of words, or tables that say more; what is wrong in one is told with its part', () => {
	const {settings, set, faults} = parseSettings(
		{
			commands: {
				size: ['du', '-s', 1, '{dir}'],
				typed: "grep 'a b' {log}",
				full: {run: ['x', '{other}'], key: 'g t', on: 'all', ask: false},
				empty: [],
				near: ['cat', '{lgo}'],
				open: "cat '",
				many: {run: ['x'], on: 'both', asks: true},
				none: {key: 'g x'},
			},
		},
		actions,
	);
	assert.deepEqual(settings.commands, {
		size: {run: ['du', '-s', '1', '{dir}'], key: [], on: 'each', ask: true},
		typed: {run: ['grep', 'a b', '{log}'], key: [], on: 'each', ask: true},
		full: {run: ['x', '{other}'], key: ['g t'], on: 'all', ask: false},
	});
	assert.deepEqual(set, ['commands.size', 'commands.typed', 'commands.full']);
	assert.deepEqual(
		faults.map(({place, message}) => `${place} ${message}`),
		[
			"commands.empty is a list of words, as in [du, -sh, '{dir}']",
			'commands.near has no {lgo}; did you mean {log}?',
			"commands.open the quote ' is not closed",
			'commands.many.on is one of one, each, all',
			'commands.many.asks is no part of a command; did you mean ask?',
			"commands.none has no run, as in run: [du, -sh, '{dir}']",
		],
	);
});

test('readonly fails closed: where nobody can tell whether it is set, it is', () => {
	const hidden = [
		{readonly: 'yes'},
		{readonly: 'true'},
		{readonly: 1},
		{readonly: null},
		{readonly: [true]},
		{'read-only': true},
		{Readonly: true},
		{keys: {readonly: true}},
		['readonly'],
		'readonly',
	];
	for (const content of hidden) {
		const {settings, hidesReadonly} = parseSettings(content, actions);
		assert.deepEqual([hidesReadonly, settings.readonly], [true, true], JSON.stringify(content));
	}
	for (const content of [null, {}, {readonly: false}, {mouse: 'yes'}, {readonly: false, mous: 1}]) {
		const {settings, hidesReadonly} = parseSettings(content, actions);
		assert.deepEqual([hidesReadonly, settings.readonly], [false, false], JSON.stringify(content));
	}
	assert.equal(parseSettings({readonly: true}, actions).hidesReadonly, false);
});
