import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../../read-log.ts';

test('a training that counts in its own language is a run like any other', () => {
	for (const [word, name] of [
		['Эпоха 1/2 | потери: ', 'потери'],
		['Época 1/2 - Perda: ', 'Perda'],
		['[에포크 1/2] 손실: ', '손실'],
		['エポック 1/2, 損失: ', '損失'],
		['  Epoche 1/2: Verlust = ', 'Verlust'],
		['Época 1 de 2 - perda: ', 'perda'],
		['Эпоха 1 из 2, потери: ', 'потери'],
	] as const) {
		const log = readLog(`${word}0.5\n${word.replace('1', '2')}0.25\n`);
		assert.deepEqual(
			log.points(name),
			[
				[1, 0.5],
				[2, 0.25],
			],
			word,
		);
		assert.equal(log.metrics.size, 1, word);
		assert.deepEqual([log.learnt.progress?.step, log.learnt.progress?.total, log.learnt.progress?.unit], [2, 2, 'epoch'], word);
	}
});

test('values below such a counter, and its bar, are of that place', () => {
	assert.deepEqual(readLog('Epoca 1/2\nloss: 0.5\nEpoca 2/2\nloss: 0.25\n').points('loss'), [
		[1, 0.5],
		[2, 0.25],
	]);
	const {learnt} = readLog('Época 2/5 [Treino]:  50%|█████     | 5/10 [00:01<00:01, 4.00it/s]\n');
	assert.deepEqual([learnt.progress?.step, learnt.progress?.total], [15, 50]);
});

test('the epoch that was best is told of earlier rows', () => {
	for (const said of ['Melhor época: 1', 'Beste Epoche: 1 (val_loss 0.5)', 'Лучшая эпоха: 1, val_loss: 0.5']) {
		const log = readLog(`Epoch 1/2 val_loss: 0.5\nEpoch 2/2 val_loss: 0.25\n${said}\n`);
		assert.deepEqual([log.points('val_loss').length, log.learnt.progress?.step], [2, 2], said);
	}
});
