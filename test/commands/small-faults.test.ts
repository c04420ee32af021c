import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {runCheck} from '../../source/commands/check/check.ts';
import {runDoctor} from '../../source/commands/check/doctor.ts';
import type {CommandInput} from '../../source/commands/command.ts';
import {runReport} from '../../source/commands/compare/report.ts';
import {runCompletion} from '../../source/commands/completion/completion-command.ts';
import {checkRoots} from '../../source/commands/find/roots.ts';
import {runBest} from '../../source/commands/list/best.ts';
import {runLs} from '../../source/commands/list/ls.ts';
import {planOfWords} from '../../source/commands/runner/run.ts';
import {findBegin} from '../../source/commands/screen/keeper.ts';
import {putInForce, settingsInForce} from '../../source/commands/settings/in-force.ts';
import {usualSettings} from '../../source/core/settings/settings.ts';
import {viewFileOf} from '../../source/io/kept/view-store.ts';

/** The input of a command, and what it said on its error output. */
function inputOf(words: string[], flags: CommandInput['flags'] = {}) {
	const warned: string[] = [];
	const warn = (line: string) => void warned.push(line);
	const input: CommandInput = {words, flags, print: () => {}, printExactly: () => {}, warn, isTerminal: false, cols: 80};
	return {input, warned};
}

function makeDirectory(context: TestContext): string {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-faults-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	return root;
}

test('a view that is asked for and cannot be read is not called absent', context => {
	const root = makeDirectory(context);
	const before = process.env.XDG_STATE_HOME;
	process.env.XDG_STATE_HOME = path.join(root, 'state');
	context.after(() => {
		if (before === undefined) delete process.env.XDG_STATE_HOME;
		else process.env.XDG_STATE_HOME = before;
	});
	assert.match(JSON.stringify(findBegin([root], '1')), /there is no view 1; none is saved for these directories/);
	const file = viewFileOf([root]);
	mkdirSync(path.dirname(file), {recursive: true});
	writeFileSync(file, '{"version": 1, "views": {"1"');
	assert.deepEqual(findBegin([root], '1'), {
		fault: `no view 1 can be read: ${file}: The file of views is no JSON; mend that file, or move it away`,
	});
	writeFileSync(file, '{"version": 1, "views": {"1": {}}}');
	assert.ok('begin' in findBegin([root], '1'));
	assert.deepEqual(findBegin([root], '2'), {fault: 'there is no view 2; there are 1'});
});

test('a root of the settings that cannot be used is mended there', context => {
	const before = settingsInForce();
	context.after(() => putInForce(before));
	const gone = path.join(makeDirectory(context), 'gone');
	assert.match(checkRoots([gone]).failures[0]!, /no such file or directory; name a directory that exists/);
	putInForce({
		...before,
		settings: {...usualSettings(), roots: [gone]},
		file: '/x/settings.yaml',
		lines: new Map([['roots', 7]]),
	});
	assert.equal(
		checkRoots([]).failures[0],
		`xtui: cannot look under ${gone}: no such file or directory; it is one of the roots in /x/settings.yaml:7; mend it there, or name a directory`,
	);
	assert.match(checkRoots([gone]).failures[0]!, /; name a directory that exists and that you may read$/);
	const device = checkRoots(['/dev/zero']);
	assert.deepEqual(device.roots, [], 'the directory of a device holds no runs');
	assert.match(device.failures[0]!, /^xtui: cannot look under \/dev\/zero: it is a pipe, a socket or a device; name a directory/);
});

test('what is left out or said twice is told as that', async () => {
	assert.match(JSON.stringify(planOfWords({...inputOf([]).input, program: ['', 'a']})), /the word for it is empty/);
	const report = inputOf([], {output: ''});
	assert.equal(await runReport(report.input), 2);
	assert.deepEqual(report.warned, ['xtui: a report is a file that ends in .html or .md, and none is named']);
	const completion = inputOf(['bash', 'zsh']);
	assert.equal(runCompletion(completion.input, [], []), 2);
	assert.deepEqual(completion.warned, ['xtui: completion takes one shell, and not zsh too']);
});

test('a limit of none is named as what it is, and one directory as one', async context => {
	const listing = inputOf(['test/fixtures/recorder/errors.collection'], {limit: 0});
	assert.equal(await runLs(listing.input), 0);
	assert.deepEqual(listing.warned, ['xtui: a limit of 0 lists no run, of 5; give a number above 0, or leave it out']);
	const best = inputOf(['x', 'test/fixtures/recorder/errors.collection'], {limit: 0, goal: 'min'});
	assert.equal(await runBest(best.input), 0);
	assert.match(best.warned[0]!, /a limit of 0 lists no run/);
	const check = inputOf([makeDirectory(context)]);
	assert.equal(await runCheck(check.input), 1);
	assert.deepEqual(check.warned, ['xtui: no runs found; looked at 1 directory']);
});

test('an expression that is none is told as it was typed', () => {
	const planned = planOfWords({...inputOf([], {scalar: ['x=val is ([0-9']}).input, program: ['true']});
	assert.match(JSON.stringify(planned), /Invalid regular expression: \/val is \(\[0-9\/: /);
});

test('a file of zero bytes beside a run that is read is a warning of the check, and no matter of a list', async context => {
	const root = makeDirectory(context);
	writeFileSync(path.join(root, 'metrics.csv'), 'step,loss\n1,2\n2,1\n');
	writeFileSync(path.join(root, 'data.csv'), new Uint8Array(5000));
	const asked = inputOf([root]);
	const said: string[] = [];
	assert.equal(await runCheck({...asked.input, print: line => said.push(line)}), 0);
	assert.match(said.join('\n'), /warning +\S*data\.csv: Holds nothing but zero bytes/);
	const listed = inputOf([root]);
	await runLs(listed.input);
	assert.deepEqual(listed.warned, []);
});

test('a store of Aim without runs says what to do where nothing else is found', async context => {
	const root = makeDirectory(context);
	mkdirSync(path.join(root, '.aim', 'master'), {recursive: true});
	const listing = inputOf([root]);
	assert.equal(await runLs(listing.input), 0);
	assert.equal(listing.warned[0], 'xtui: no runs found; looked at 1 directory; xtui doctor says what is looked for');
	assert.match(listing.warned[1] ?? '', /\.aim is a store of Aim without runs .*`aim upgrade 2to3`/);
});

test('a store that is opened and holds no runs is named where nothing else is found', async context => {
	const root = makeDirectory(context);
	writeFileSync(
		path.join(root, 'tune.log'),
		`${JSON.stringify({op_code: 0, worker_id: 'w', study_name: 's', directions: [1]})}\n`,
	);
	const listing = inputOf([root]);
	assert.equal(await runLs(listing.input), 0);
	assert.deepEqual(listing.warned, [
		'xtui: no runs found; looked at 1 directory; xtui doctor says what is looked for',
		`xtui: ${root}/tune.log is a store of Optuna without runs`,
	]);
	const said: string[] = [];
	const asked = inputOf([root]);
	assert.equal(await runDoctor({...asked.input, print: line => said.push(line)}), 0);
	assert.match(said.join('\n'), /tune\.log is a store of Optuna without runs/);
	writeFileSync(path.join(root, 'metrics.csv'), 'step,loss\n1,2\n2,1\n');
	const more = inputOf([root]);
	await runLs(more.input);
	assert.deepEqual(more.warned, []);
});
