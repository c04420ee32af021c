import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isLitter} from '../../../source/core/files/litter-names.ts';

test('what Windows says of where a file came from is litter, by the name of any file', () => {
	for (const name of ['lr', 'events.out.tfevents.1.vm.2.0', 'LOCK', '.data', 'opref'])
		for (const mark of [':Zone.Identifier', '\uf03aZone.Identifier', ':Zone.Identifier:$DATA'])
			assert.ok(isLitter(name + mark), name + mark);
	for (const name of ['Zone.Identifier', 'lr:zone', 'a:Identifier']) assert.ok(!isLitter(name), name);
});

test('what a copy that was stopped leaves of a file is litter; a hidden file with a word behind a dot is not', () => {
	const left = ['.lr.kJ3x9Q', '.events.out.tfevents.1795223773.vm.2.0.A1b2C3', '.output.index.zzzzz1', '.syncthing.loss.tmp'];
	for (const name of [...left, 'loss.0a1b2c3d.partial']) assert.ok(isLitter(name), name);
	const kept = ['.env.sample', '.data.backup', '.run.202611', '.python.3.10.12', '.kJ3x9Q', '.guild', '.hydra', 'lr.kJ3x9Q'];
	for (const name of [...kept, '.output.index', 'notes.partial', 'events.out.tfevents.1.vm.2.0.v2', '.loss.tmp'])
		assert.ok(!isLitter(name), name);
});
