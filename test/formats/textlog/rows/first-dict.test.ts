import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../read-log.ts';

const rows = [1, 2, 3, 4].map(step => `step: ${step}, loss: 0.${step}`).join('\n');
const metricsOf = (log: string) => [...readLog(log).metrics.keys()].sort();

test('a dict before the rows with names that never come again holds settings', () => {
	for (const dict of ["{'model': {'depth': 12, 'width': 64}}", "{'C': 1.0, 'kernel': 'rbf'}", "{'train': 50000, 'test': 10000}"])
		assert.deepEqual(metricsOf(`${dict}\n${rows}\n`), ['loss'], dict);
	for (const head of ['Config: ', 'args: ', 'params = ', 'INFO cfg: '])
		assert.deepEqual(metricsOf(`${head}{'alpha': 0.5, 'tau': 0.005}\n${rows}\n`), ['loss'], head);
});

test('a dict before the rows is a row where its values come again, or where nothing follows', () => {
	const again = [1, 2, 3, 4].map(i => `{'tau': 0.${i}}`).join('\n');
	assert.equal(readLog(`${again}\n${rows}\n`).points('tau').length, 4);
	assert.deepEqual(metricsOf(`{'tau': 0.45}\nstep: 1, loss: 0.5\n`), ['loss', 'tau']);
	const seldom = `{'mfu': 0.25}\n${rows}\n{'mfu': 0.5}\nstep: 5, loss: 0.5\n`;
	assert.equal(readLog(seldom).points('mfu').length, 2);
	assert.deepEqual(metricsOf(`{'loss': 2.5, 'tau': 0.1}\n${rows}\n`), ['loss', 'tau']);
});

test('beside a dict that is called one of settings the rest of a line is read', () => {
	const line = (step: number) => `[${step}/3] params: {'lr': 0.0${step}, 'depth': 5} score: 0.8${step}`;
	assert.deepEqual(metricsOf([1, 2, 3].map(line).join('\n')), ['score']);
	assert.deepEqual(metricsOf([1, 2, 3].map(step => `score: 0.8${step} config: {'lr': 0.0${step}}`).join('\n')), ['score']);
	assert.deepEqual(
		metricsOf("Params: {'loss': 0.4, 'acc': 0.5}\nParams: {'loss': 0.3, 'acc': 0.6}\nParams: {'loss': 0.2, 'acc': 0.7}\n"),
		['acc', 'loss'],
	);
});

test('a dict whose place a line or a bar says is a row there, also the first one of a log that goes on from another', () => {
	const told = (epoch: number) => `{'energy': 0.${epoch}, 'force': 1.${epoch}}`;
	for (const head of ['\n', ': ']) {
		const log = [5, 6, 7].map(epoch => `Epoch ${epoch}${head}${told(epoch)}\n`).join('');
		assert.deepEqual(readLog(log).points('energy')[0], [5, 0.5], log);
	}
	const drawn = [5, 6, 7].map(step => ` ${step}0%|#####| ${step}/10 [00:01<00:01, 1.0it/s]\n${told(step)}\n`).join('');
	assert.deepEqual(readLog(drawn).points('energy')[0], [5, 0.5]);
});
