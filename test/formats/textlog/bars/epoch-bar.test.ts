import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createLineScanner} from '../../../../source/formats/textlog/index.ts';
import {progressOf} from '../scan-lines.ts';

const draw = (label: string, step: number, total: number, postfix = '') =>
	`${label === '' ? '' : `${label}: `} ${Math.floor((100 * step) / total)}%|###  | ${step}/${total} [00:01<00:09,  8.30it/s${postfix}]`;

/** The value of each name at each step, as they come to be. */
function read(lines: readonly string[]): Record<string, string> {
	const scanner = createLineScanner();
	const points = new Map<string, Map<number, number>>();
	for (const {step, name, value} of lines.flatMap(line => scanner.scan(line).metrics))
		points.set(name, (points.get(name) ?? new Map()).set(step, value));
	const text = (values: Map<number, number>) => [...values].map(([step, value]) => `${step}: ${value}`).join(', ');
	return Object.fromEntries([...points].map(([name, values]) => [name, text(values)]));
}

/** The values of the validation. */
function valuesOf(lines: readonly string[]): string | undefined {
	const {val_loss: values} = read(lines);
	return values;
}

/** What a loop over epochs writes that sets what its bar shows before it prints a row, or behind that. */
const loop = (label: string, epochs: number, row: (epoch: number) => string, isBehind: boolean) =>
	Array.from({length: epochs}, (_, done) => {
		const own = `, loss=${(done + 1) / 10}`;
		const shown = draw(label, done, epochs, own);
		return [...(isBehind ? [row(done + 1), shown] : [shown, row(done + 1)]), draw(label, done + 1, epochs, own)];
	}).flat();

test('a row of an epoch is at that epoch where a bar with values counts them', () => {
	const rows = [
		(epoch: number) => `Epoch ${epoch}: train_loss=${epoch} val_loss=${epoch}`,
		(epoch: number) => `Epoch ${epoch}/4 - train_loss: ${epoch} - val_loss: ${epoch}`,
		(epoch: number) => `{'epoch': ${epoch}, 'train_loss': ${epoch}.0, 'val_loss': ${epoch}.0}`,
	];
	const own = '1: 1, 2: 2, 3: 3, 4: 4';
	for (const label of ['Epochs', 'Training', ''])
		for (const row of rows)
			for (const isBehind of [true, false]) {
				const {train_loss, val_loss} = read([draw(label, 0, 4), ...loop(label, 4, row, isBehind)]);
				assert.deepEqual([train_loss, val_loss], [own, own]);
			}
	const same = loop('Training', 4, epoch => `Epoch ${epoch}: loss=${epoch / 10}`, true);
	assert.deepEqual(read([draw('Training', 0, 4), ...same]), {loss: '1: 0.1, 2: 0.2, 3: 0.3, 4: 0.4'});
	const fromZero = loop('Training', 4, epoch => `Epoch ${epoch - 1}: val_loss=${epoch}`, true);
	assert.equal(valuesOf(fromZero), '0: 1, 1: 2, 2: 3, 3: 4');
});

test('rows keep their epochs where their bar is drawn but now and then', () => {
	const lines = Array.from({length: 40}, (_, done) => {
		const place = done - (done % 10);
		const drawn = [draw('', place, 40, `, loss=${done}`), `Epoch ${done + 1}: val_loss=${done + 1}`];
		return (done + 1) % 10 === 0 ? [...drawn, draw('', done + 1, 40, `, loss=${done}`)] : drawn;
	}).flat();
	const values = valuesOf([draw('', 0, 40), ...lines]);
	assert.equal(values?.split(', ').length, 40);
	assert.ok(values.endsWith('39: 39, 40: 40'));
});

test('rows of the next fold or attempt are behind those of the one before, at their epochs', () => {
	const fold = (number: number) => [
		`Fold ${number}/2`,
		draw('', 0, 3),
		...loop('', 3, epoch => `Epoch ${epoch}: val_loss=${10 * number + epoch}`, false),
	];
	assert.equal(valuesOf([...fold(1), ...fold(2)]), '1: 11, 2: 12, 3: 13, 4: 21, 5: 22, 6: 23');
});

test('rows of a range that begins later keep their epochs beyond what the bar counts', () => {
	const lines = loop('', 6, epoch => `Epoch ${epoch + 1}: val_loss=${epoch + 1}`, false);
	assert.equal(valuesOf([draw('', 0, 6), ...lines]), '2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7');
});

test('what a bar of epochs shows is of the step where it stands, however it began', () => {
	// As pykeen draws it: once a step, or first where its values are set.
	const drawn = [1, 2, 3, 4].map(step => draw('Epochs', step, 4, `, loss=${step}`));
	const begins = [
		[],
		[draw('Epochs', 0, 4)],
		[draw('Epochs', 0, 4, ', loss=inf')],
		[draw('Epochs', 0, 4), draw('Epochs', 0, 4, ', best=0')],
	];
	for (const begin of begins) assert.equal(read([...begin, ...drawn]).loss, '1: 1, 2: 2, 3: 3, 4: 4');
	assert.deepEqual(read(drawn.slice(2)), {loss: '3: 3, 4: 4'});
	// `update(1)`, then `set_postfix(…)`, a row behind it or none.
	const set = [1, 2, 3, 4].flatMap(step => [
		draw('Epochs', step, 4, step === 1 ? ', loss=inf' : `, loss=${step - 1}`),
		draw('Epochs', step, 4, `, loss=${step}`),
	]);
	const rows = set.flatMap((line, i) => (i % 2 === 0 ? [line] : [line, `Epoch ${(i + 1) / 2}: val_loss=1`]));
	for (const lines of [set, rows])
		assert.equal(read([draw('Epochs', 0, 4, ', loss=inf'), ...lines]).loss, '1: 1, 2: 2, 3: 3, 4: 4');
});

test('a bar of batches of a training that was resumed counts no epochs', () => {
	const lines = [51, 52].flatMap((epoch, i) =>
		[10 * i + 9, 10 * i + 10].map(step => draw('', step, 100, `, loss=${step}`)).concat(`Epoch ${epoch}: val_loss=1`),
	);
	assert.equal(valuesOf(lines), '10: 1, 20: 1');
});

test('a row of an epoch stays at the step that a bar of batches has come to', () => {
	const values = (step: number) => `, loss=${step}`;
	// One bar of the whole run, and one of each epoch.
	const whole = [1, 2].flatMap(epoch => [
		...[1, 2, 3].map(batch => draw('', epoch * 3 - 3 + batch, 6, values(batch))),
		`Epoch ${epoch}: val_loss=${epoch}`,
	]);
	const anew = [1, 2].flatMap(epoch => [
		...[0, 1, 2, 3].map(batch => draw('', batch, 3, values(batch))),
		`Epoch ${epoch}: val_loss=${epoch}`,
	]);
	for (const lines of [whole, anew]) assert.equal(valuesOf(lines), '3: 1, 6: 2');
});

test('a row of an epoch stays at the step of the bar that is drawn within one of epochs', () => {
	const scanner = createLineScanner();
	const outer = (done: number, value: number) => [draw('Epoch', done, 2, `, val_loss=${value}`), 0] as const;
	const lines = [1, 2].flatMap(epoch => {
		const within = [0, 1, 2, 3, 3].map((step, i) => [draw('Batch', step, 3, `, loss=${step}`), i < 4 ? 1 : 0] as const);
		const row = [`epoch ${epoch}: train ${epoch}.5 val ${epoch}.25`, 0] as const;
		return [...within, ...(epoch === 1 ? [] : [outer(1, 1)]), row, outer(epoch - 1, epoch), outer(epoch, epoch)];
	});
	const points = [[draw('Epoch', 0, 2), 0] as const, ...lines].flatMap(([line, depth]) => scanner.scan(line, depth).metrics);
	const of = (wanted: string) => points.filter(({name}) => name === wanted).map(({step, value}) => `${step}: ${value}`);
	assert.deepEqual(of('train'), ['3: 1.5', '6: 2.5']);
});

test('a bar whose label comes to the next epoch without saying of how many counts epochs', () => {
	for (const first of [1, 0]) {
		const lines = [1, 2, 3].flatMap(epoch => {
			const label = `Epoch ${epoch - 1 + first}`;
			const before = epoch === 1 ? '' : `, loss=${epoch - 1}`;
			const own = `, loss=${epoch}`;
			return [draw(label, epoch - 1, 5, before), draw(label, epoch - 1, 5, own), draw(label, epoch, 5, own)];
		});
		assert.deepEqual(read(lines), {loss: '1: 1, 2: 2, 3: 3'});
		assert.equal(progressOf(...lines), '3/5 it');
		// What the epoch before has left behind the bar is none of the next one's.
		const next = draw(`Epoch ${3 + first}`, 3, 5, ', loss=3');
		assert.deepEqual(read([...lines, next, next]), {loss: '1: 1, 2: 2, 3: 3'});
	}
});
