import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pickleToJson, readPickle} from '../../../source/encodings/pickle/index.ts';

/** Written by numpy 2.4, protocol 4. */
const written = {
	// np.ma.array([[1, 2, 3], [4, 5, 6]], mask=[[0, 1, 0], [0, 0, 1]], order='F') of floats
	masked:
		'gASV2gAAAAAAAACMDW51bXB5Lm1hLmNvcmWUjA5fbWFyZWNvbnN0cnVjdJSTlCiMCG51bXB5Lm1hlIwLTWFza2VkQXJyYXmUk5SMBW51bXB5lI' +
		'wHbmRhcnJheZSTlEsAhZSMAWKUdJRSlChLAUsCSwOGlGgGjAVkdHlwZZSTlIwCZjiUiYiHlFKUKEsDjAE8lE5OTkr/////Sv////9LAHSUYohD' +
		'MAAAAAAAAPA/AAAAAAAAEEAAAAAAAAAAQAAAAAAAABRAAAAAAAAACEAAAAAAAAAYQJRDBgAAAQAAAZROdJRiLg==',
	// np.array([(1, 2, 'ab'), (3, 4, 'c')], dtype=[('step', 'i4'), ('loss', '>f8'), ('tag', 'U2')])
	records:
		'gASVQAEAAAAAAACMFm51bXB5Ll9jb3JlLm11bHRpYXJyYXmUjAxfcmVjb25zdHJ1Y3SUk5SMBW51bXB5lIwHbmRhcnJheZSTlEsAhZRDAWKUh5' +
		'RSlChLAUsChZRoA4wFZHR5cGWUk5SMA1YyMJSJiIeUUpQoSwOMAXyUTowEc3RlcJSMBGxvc3OUjAN0YWeUh5R9lChoEWgMjAJpNJSJiIeUUpQo' +
		'SwOMATyUTk5OSv////9K/////0sAdJRiSwCGlGgSaAyMAmY4lImIh5RSlChLA4wBPpROTk5K/////0r/////SwB0lGJLBIaUaBNoDIwCVTKUiY' +
		'iHlFKUKEsDaBlOTk5LCEsESwh0lGJLDIaUdUsUSwFLGHSUYolDKAEAAABAAAAAAAAAAGEAAABiAAAAAwAAAEAQAAAAAAAAYwAAAAAAAACUdJRi' +
		'Lg==',
	// dtype([('a', 'i1'), ('in', [('x', 'f4'), ('y', 'f4')])], align=True)
	nested:
		'gASVNwEAAAAAAACMFm51bXB5Ll9jb3JlLm11bHRpYXJyYXmUjAxfcmVjb25zdHJ1Y3SUk5SMBW51bXB5lIwHbmRhcnJheZSTlEsAhZRDAWKUh5' +
		'RSlChLAUsChZRoA4wFZHR5cGWUk5SMA1YxMpSJiIeUUpQoSwOMAXyUTowBYZSMAmlulIaUfZQoaBFoDIwCaTGUiYiHlFKUKEsDaBBOTk5K////' +
		'/0r/////SwB0lGJLAIaUaBJoDIwCVjiUiYiHlFKUKEsDaBBOjAF4lIwBeZSGlH2UKGgdaAyMAmY0lImIh5RSlChLA4wBPJROTk5K/////0r///' +
		'//SwB0lGJLAIaUaB5oI0sEhpR1SwhLBEuQdJRiSwSGlHVLDEsES5B0lGKJQxgBAAAAAAAAPwAAQEACAAAAAACAPgAAgECUdJRiLg==',
};

const read = (bytes: Buffer) => pickleToJson(readPickle(bytes).value);

test('what is masked in an array is None, in whichever order its numbers lie', () => {
	assert.deepEqual(read(Buffer.from(written.masked, 'base64')), [
		[1, null, 3],
		[4, 5, null],
	]);
});

test('an array of records is its columns by name', () => {
	assert.deepEqual(read(Buffer.from(written.records, 'base64')), {step: [1, 3], loss: [2, 4], tag: ['ab', 'c']});
	assert.deepEqual(read(Buffer.from(written.nested, 'base64')), {a: [1, 2], in: {x: [0.5, 0.25], y: [3, 4]}});
});

test('records that lie about their size are not read', () => {
	const whole = Buffer.from(written.records, 'base64');
	const long = Buffer.from(whole);
	// The shape (2,) of the array, which comes after its version.
	long[long.indexOf(Buffer.from([0x4b, 1, 0x4b, 2, 0x85])) + 3] = 200;
	assert.equal(read(long), '<array 200 of V20>');
});
