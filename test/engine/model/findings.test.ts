import assert from 'node:assert/strict';
import test from 'node:test';
import {Findings} from '../../../source/engine/model/findings.ts';

test('what was found of thousands is known until either changes, and of the newest at the next start', () => {
	const layers = Array.from({length: 2000}, () => ({version: 0}));
	const own = {version: 0};
	const findings = new Findings(own);
	const others = layers.map(layer => new Findings(layer));
	for (const other of others) findings.note('printed', other, 'other');
	assert.ok(others.every(other => findings.recall('printed', other) === 'other'));
	assert.equal(findings.recall('curves', others[0]!), undefined, 'another question');
	layers[7]!.version++;
	assert.equal(findings.recall('printed', others[7]!), undefined);
	const next = new Findings({version: 0});
	next.take(findings.keep());
	assert.deepEqual(
		[0, 1999].map(at => next.recall('printed', others[at]!)),
		[undefined, 'other'],
	);
	own.version++;
	assert.ok(others.every(other => findings.recall('printed', other) === undefined));
});
