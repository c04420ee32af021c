import assert from 'node:assert/strict';
import {test} from 'node:test';
import {openLog, readLog} from '../read-log.ts';

const ofClients = (n: number, line: (client: number, epoch: number, loss: string) => string) =>
	[0, 7].flatMap(client => [1, 2].map(epoch => line(client, epoch, `${n}.${client}${epoch}`)));
const logOf = (round: (n: number) => string[]) => `${[1, 2, 3].flatMap(round).join('\n')}\n`;
const lossOf = (client: number) => [1, 2, 3].map(n => [n, Number(`${n}.${client}2`)]);

test('puts what clients say at their round, and what the server says there too', () => {
	for (const round of [
		(n: number) => [
			`=== Communication Round ${n}/3 ===`,
			...ofClients(n, (client, epoch, loss) => `[Client ${client}] Epoch ${epoch}/2 - loss: ${loss}`),
			`Global model - test acc: 0.${n}`,
		],
		(n: number) => [
			...ofClients(n, (client, epoch, loss) => `|---- [Client ${client}] Round ${n} epoch ${epoch} loss ${loss}`),
			`Global Round :${n}, test acc 0.${n}`,
		],
		(n: number) => [
			`[Server @device-id-1] [api.py:90:train] ################Communication round : ${n}`,
			...ofClients(n, (client, epoch, loss) => `Client Index = ${client}\tEpoch: ${epoch}\tloss: ${loss}`),
			`{'test acc': 0.${n}}`,
		],
	]) {
		const run = readLog(logOf(round));
		assert.deepEqual(run.points('client 0 loss'), lossOf(0), round(1)[0]);
		assert.deepEqual(run.points('client 7 loss'), lossOf(7));
		assert.deepEqual(run.points('test acc'), [
			[1, 0.1],
			[2, 0.2],
			[3, 0.3],
		]);
		assert.equal(run.metrics.size, 3);
	}
});

test('puts what clients say before the line of their round at that round', () => {
	const round = (n: number) => [
		...[0, 7].map(client => `Client ${client}: loss=${n}.${client}2, acc=0.5`),
		`Round ${n}/3: avg_loss=${n}.5`,
	];
	const text = logOf(round);
	const {files, file, run, read} = openLog(text.slice(0, 130));
	for (const end of [170, text.length]) {
		files.write(file, text.slice(0, end));
		read();
	}
	assert.deepEqual(run.points('client 7 loss'), lossOf(7));
	assert.deepEqual(
		run.points('avg_loss').map(([step]) => step),
		[1, 2, 3],
	);
	assert.deepEqual(run.learnt.progress, {step: 3, total: 3, unit: 'step', from: 'counter in train.log'});
});

test('a client without rounds is read as it was, and a count of clients is none', () => {
	assert.deepEqual(readLog('step 1: loss 0.5, clients: 10, client_lr: 0.25\nstep 2: loss 0.25\n').points('loss'), [
		[1, 0.5],
		[2, 0.25],
	]);
	const run = readLog(logOf(n => [`Round ${n}/3: selected clients 3 and 7`, `round ${n} loss ${n}.5, client fraction 0.1`]));
	assert.equal(run.points('loss').length, 3);
});

test('rows behind those of the clients are of none of them', () => {
	for (const [row, name] of [
		[(n: number) => `step ${100 * n}: mean loss ${n}.5`, 'mean loss'],
		[(n: number) => `Test epoch ${n}: loss ${n}.5`, 'Test loss'],
	] as const) {
		const run = readLog(logOf(n => [`Round ${n}`, `Client 0 loss: ${n}.02`, `Client 7 loss: ${n}.72`, row(n)]));
		assert.deepEqual(run.points('client 7 loss'), lossOf(7));
		assert.deepEqual([...run.metrics.keys()], ['client 0 loss', 'client 7 loss', name]);
		assert.equal(run.points(name).length, 3);
	}
	const rounds = logOf(n => [`Round ${n}`, `Client 0 loss: ${n}.02`, `Client 7 loss: ${n}.72`]);
	const run = readLog(`${rounds}Fine-tuning\n${[1, 2, 3, 4, 5].map(n => `Epoch ${n} loss: 0.${n}`).join('\n')}\n`);
	assert.deepEqual(run.points('client 7 loss'), lossOf(7));
	assert.deepEqual(
		run.points('loss').map(([, value]) => value),
		[0.1, 0.2, 0.3, 0.4, 0.5],
	);
});

test('very many clients have one series together', () => {
	const run = readLog(
		Array.from({length: 30}, (_, n) => [
			`Round ${n}`,
			...[1, 2, 3].map(one => `Client ${10 * n + one}: loss: ${n}.${one}`),
			`Global loss: ${n}.5`,
		])
			.flat()
			.join('\n'),
	);
	assert.deepEqual([...run.metrics.keys()], ['client loss', 'Global loss']);
	assert.deepEqual(run.points('client loss')[29], [29, 29.3]);
});
