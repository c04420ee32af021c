import assert from 'node:assert/strict';
import {test} from 'node:test';
import {hexDigest} from '../../../../source/encodings/digests/sha.ts';
import {parseManifest} from '../../../../source/formats/guild/files/manifest.ts';
import {tfrecords} from '../../../encodings/tfrecord-writer.ts';
import {Collected, readAll} from '../../collect.ts';
import {loadRuns, openRun as openGage} from '../../gage/runs.ts';
import {scalar} from '../../tfevents/events.ts';
import {makeRun, openRun} from '../home.ts';

const sha1 = (text: string) => hexDigest('sha1', Buffer.from(text));

test('a manifest names files with their digests, quoted as in a shell', () => {
	const digest = sha1('x');
	const text = `s train.py ${digest} train.py\ns 'my file.py' ${digest} 'my file.py'\nd data.bin - file:data.bin\n\ncut s`;
	assert.deepEqual(parseManifest(text), [
		{path: 'train.py', digest},
		{path: 'my file.py', digest},
	]);
});

test('on demand, files are held against the manifest', () => {
	const {files, path} = makeRun({manifest: `s a.py ${sha1('a')} a.py\ns b.py ${sha1('b')} b.py\ns c.py ${sha1('c')} c.py\n`});
	files.write(`${path}/a.py`, 'a').write(`${path}/b.py`, 'changed');
	assert.deepEqual(
		openRun(files, path)
			.verify?.()
			.map(({file, message}) => [file.split('/').at(-1), message]),
		[
			['b.py', 'Is another file than the manifest of the run says: it was changed since'],
			['c.py', 'Is in the manifest of the run and gone'],
		],
	);
});

test('events that are not whole: a problem where Guild lived to see the end of what wrote them, else named on demand', () => {
	const times = {'attrs/started': '1795223825555283', 'attrs/stopped': '1795223828004703'};
	const events = tfrecords(scalar(1.76e9, 1, 'loss', 1), scalar(1.76e9, 2, 'loss', 2));
	const guilds = 'events.out.tfevents.1760000000.vm.1.0';
	const check = (content: Uint8Array, own: Record<string, string | Uint8Array>, place = '.guild') => {
		const {files, path} = makeRun({...times, ...own});
		files.write(`${path}/${place}/${guilds}`, content);
		const source = openRun(files, path);
		const collected = new Collected();
		readAll(source, collected);
		source.release?.();
		const told = collected.only.problems.map(({message}) => message);
		return [told, source.verify?.().map(({message, isWarning}) => [message, isWarning])];
	};
	const ended = {'attrs/exit_status': '0'};
	const cut = `Ends within a record: its last ${events.length / 2 - 7} bytes are not read`;
	const empty = 'Is empty: its points were never written, or are lost';
	assert.deepEqual(check(events, ended), [[], []]);
	assert.deepEqual(check(events.subarray(0, -7), ended), [[cut], []]);
	assert.deepEqual(check(new Uint8Array(0), ended), [[empty], []]);
	const zeros = `Damaged at byte ${events.length}: only zeros from here on`;
	assert.deepEqual(check(Buffer.concat([events, Buffer.alloc(64)]), ended), [[zeros], []], 'told once');
	assert.deepEqual(check(events.subarray(0, -7), ended, 'logs'), [[], [[cut, true]]], 'of the operation');
	const restarted = {...ended, 'events.out.tfevents.1760000001.vm.1.0': events};
	assert.deepEqual(check(events.subarray(0, -7), restarted), [[], [[cut, true]]], 'of an earlier attempt');
	assert.deepEqual(check(events.subarray(0, -7), {LOCK: '4711'}), [[], []]);
});

test('links to other runs may lead nowhere, others may not', () => {
	const {files, path} = makeRun({});
	const source = openRun(files, path);
	const id = 'f'.repeat(32);
	assert.equal(source.mayLeadNowhere?.(`${path}/${id}`, `../${id}`), true);
	assert.equal(source.mayLeadNowhere?.(`${path}/second`, `../${id}`), true);
	assert.equal(source.mayLeadNowhere?.(`${path}/data/${id}`, `../${id}`), false);
	assert.equal(source.mayLeadNowhere?.(`${path}/model.bin`, `../${id}/model.bin`), false);
});

test('the same for Gage, whose run directory may have been purged', () => {
	const head = loadRuns('head');
	const work = '/head/03b1f28a-a5ce-4a57-bf82-71f48e299f1b';
	const found = () =>
		openGage(head, '03b1')
			.verify?.()
			.map(({file}) => file.split('/').at(-1));
	assert.deepEqual(found(), ['bar.py', 'gage.toml', 'outsum.py', 'train.py'], 'left out of this copy');
	head.write(`${work}/summary.json`, '{}');
	assert.ok(found()?.includes('summary.json'));
	for (const {name} of head.list(work)) head.remove(`${work}/${name}`);
	assert.deepEqual(found(), []);
});
