import assert from 'node:assert/strict';
import {test} from 'node:test';
import {hexDigest} from '../../../source/encodings/sha.ts';
import {parseManifest} from '../../../source/formats/guild/manifest.ts';
import {loadRuns, openRun as openGage} from '../gage/runs.ts';
import {makeRun, openRun} from './home.ts';

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
