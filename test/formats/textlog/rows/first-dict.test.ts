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
	assert.deepEqual(metricsOf(`{'loss': 2.5, 'tau': 0.1}\n${rows}\n`), ['loss', 'tau']);
});
