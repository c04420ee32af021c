import assert from 'node:assert/strict';
import {test} from 'node:test';
import {guild} from '../../../source/formats/guild/index.ts';
import {makeRun} from './home.ts';

test('who looks only at what Guild keeps of a run finds the run that it is of', () => {
	const events = 'events.out.tfevents.1760000000.vm.1.0';
	const {files, path} = makeRun({[events]: new Uint8Array(0)});
	const claimsIn = (at: string, isOfRun: boolean) => guild.detect({path: at, entries: files.list(at), isOfRun}, files);
	const [claim, ...others] = claimsIn(`${path}/.guild`, false);
	assert.deepEqual([claim?.path, claim?.ownsFiles, others], [path, true, []]);
	assert.ok(claim?.files.includes(`${path}/.guild/${events}`), 'no other format is to take it for a run');
	assert.deepEqual(claimsIn(`${path}/.guild`, true), [], 'within a run that is known it is a part of that');
	assert.deepEqual(claimsIn(`${path}/.guild/attrs`, false), []);
	files.write(`${path}/.guild/proto/.guild/opref`, "script:/p '' '' a.py");
	assert.deepEqual(claimsIn(`${path}/.guild/proto/.guild`, false), []);
	files.remove(`${path}/.guild/opref`);
	assert.deepEqual(claimsIn(`${path}/.guild`, false), []);
});
