import assert from 'node:assert/strict';
import {test} from 'node:test';
import {allGlyphs, asciiGlyphs} from '../../source/draw/glyphs.ts';
import {shortenNames, truncateEnd, truncateMiddle} from '../../source/draw/names.ts';
import {textWidth} from '../../source/draw/width.ts';

test('a name keeps both ends, the end most', () => {
	assert.equal(truncateMiddle('resnet50-imagenet-lr3e-4-seed3', 16, allGlyphs), 'resnet…e-4-seed3');
	assert.equal(truncateMiddle('resnet50', 8, allGlyphs), 'resnet50');
	assert.equal(truncateMiddle('resnet50', 3, allGlyphs), '…50');
	assert.equal(truncateMiddle('resnet50', 1, allGlyphs), '…');
	assert.equal(truncateMiddle('resnet50', 0, allGlyphs), '');
	assert.equal(truncateMiddle('resnet50-imagenet', 9, asciiGlyphs), 'res~genet');
});

test('a name that was cut before has one place where it is cut', () => {
	assert.equal(truncateMiddle('logs/wand…085128-lkuuv9cc', 23, allGlyphs), 'logs/wand…5128-lkuuv9cc');
	for (let cells = 4; cells < 25; cells++) {
		const shown = truncateMiddle('logs/wand…085128-lkuuv9cc', cells, allGlyphs);
		assert.equal(textWidth(shown), cells);
		assert.equal(shown.split('…').length, 2, shown);
	}
});

test('a sentence keeps its start', () => {
	assert.equal(truncateEnd('No runs under here', 8, allGlyphs), 'No runs…');
	assert.equal(truncateEnd('No runs', 8, allGlyphs), 'No runs');
});

test('names that begin alike show where they differ', () => {
	const names = ['run-20261121_004155-o8b1-final-checkpoint', 'run-20261121_004155-hd02-final-checkpoint'];
	assert.deepEqual(shortenNames(names, 27, allGlyphs), ['run-2…o8b1-final-checkpoint', 'run-2…hd02-final-checkpoint']);
	assert.deepEqual(shortenNames(['a', 'b'], 10, allGlyphs), ['a', 'b']);
	const long = [
		'lr1/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/x',
		'lr2/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/x',
	];
	assert.equal(new Set(shortenNames(long, 16, allGlyphs)).size, 2);
});

test('names of a grid, which differ at two places, are told apart, and no number is cut', () => {
	const names = ['vit', 'resnet'].flatMap(model => [0.1, 0.01, 0.001].map(lr => `optim.lr=${lr},model=${model}`));
	for (const cells of [16, 18, 20]) assert.equal(new Set(shortenNames(names, cells, allGlyphs)).size, 6, `${cells} cells`);
	assert.deepEqual(shortenNames(names, 17, allGlyphs), [
		'opt…0.1,model=vit',
		'op…0.01,model=vit',
		'o…0.001,model=vit',
		'…0.1,model=resnet',
		'…0.01,m…el=resnet',
		'…0.001,…el=resnet',
	]);
});

test('of names that all end alike the end is left out where it takes the place of what tells them apart', () => {
	const names = [0.001, 0.0001].flatMap(lr => [32, 64, 128].map(bs => `lr=${lr}_bs=${bs}_optimizer=adamw_warmup=500_wd=0.01`));
	for (const cells of [14, 18, 24, 30]) assert.equal(new Set(shortenNames(names, cells, allGlyphs)).size, 6, `${cells} cells`);
	assert.equal(shortenNames(names, 18, allGlyphs)[3], '…0.0001_bs=32_opt…');
});

test('a directory that all long names lie in takes no room from what tells them apart', () => {
	const names = ['031508-a1b2c3d4', '031911-z9y8x7w6'].map(end => `tracked/run-20260311_${end}`);
	assert.deepEqual(shortenNames(names, 24, allGlyphs), ['…031508-a1b2c3d4', '…031911-z9y8x7w6']);
	assert.deepEqual(shortenNames([...names, 'baseline'], 27, allGlyphs), [
		'…20260311_031508-a1b2c3d4',
		'…20260311_031911-z9y8x7w6',
		'baseline',
	]);
	assert.deepEqual(
		shortenNames([...names, 'other/run-20260311_031911-q1q2q3q4'], 24, allGlyphs)[0],
		'tracked/…031508-a1b2c3d4',
		'of several directories the start tells',
	);
});

test('no shortened name is wider than its room, wide characters or not', () => {
	const names = [
		'训练-实验-一-学习率-0.001-种子-1',
		'训练-实验-一-学习率-0.001-种子-2',
		'plain-name-of-some-length-1',
		'é'.repeat(40),
		'👩‍🔬'.repeat(20),
	];
	for (let cells = 0; cells < 40; cells++) {
		for (const shown of shortenNames(names, cells, allGlyphs)) assert.ok(textWidth(shown) <= cells, `${cells}: ${shown}`);
		for (const name of names) assert.ok(textWidth(truncateEnd(name, cells, allGlyphs)) <= cells);
	}
});
