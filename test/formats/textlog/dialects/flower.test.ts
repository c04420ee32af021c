import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../read-log.ts';
import {scan} from '../scan-lines.ts';

const logged = (lines: readonly string[]) => lines.map(line => `\x1b[92mINFO \x1b[0m:      ${line}`).join('\n');

const round = (n: number) => [
	'',
	`[ROUND ${n}]`,
	'configure_fit: strategy sampled 2 clients (out of 2)',
	'aggregate_fit: received 2 results and 0 failures',
	`fit progress: (${n}, ${1 / (n + 1)}, {'accuracy': ${n / 8}}, 0.0009801850028452463)`,
	'configure_evaluate: strategy sampled 2 clients (out of 2)',
	'aggregate_evaluate: received 2 results and 0 failures',
];

const begin = [
	'Starting Flower server, config: num_rounds=2, no round_timeout',
	'[INIT]',
	"initial parameters (loss, other metrics): 2.0, {'accuracy': 0.1}",
	...round(1),
];

const history = [
	'',
	'[SUMMARY]',
	'Run finished 2 round(s) in 0.01s',
	'\tHistory (loss, distributed):',
	'\t\tround 1: 8.0',
	'\t\tround 2: 4.0',
	'\tHistory (loss, centralized):',
	'\t\tround 0: 2.0',
	'\t\tround 1: 0.5',
	'\t\tround 2: 0.25',
	'\tHistory (metrics, distributed, fit):',
	"\t{'train_loss': [(1, 13.5),",
	'\t                (2, 5.25)]}',
	'\tHistory (metrics, distributed, evaluate):',
	"\t{'accuracy': [(1, 0.01), (2, 0.02)]}",
	'\tHistory (metrics, centralized):',
	"\t{'accuracy': [(0, 0.1),",
	'\t              (1, 0.125),',
	'\t              (2, 0.25)]}',
	'',
];

test('reads the rounds of Flower, and what its clients came to in the history at the end', () => {
	const run = readLog(logged([...begin, ...round(2), ...history]));
	assert.deepEqual(run.points('loss'), [
		[0, 2],
		[1, 0.5],
		[2, 1 / 3],
	]);
	assert.deepEqual(run.points('accuracy'), [
		[0, 0.1],
		[1, 0.125],
		[2, 0.25],
	]);
	assert.deepEqual(run.points('distributed loss'), [
		[1, 8],
		[2, 4],
	]);
	assert.deepEqual(run.points('distributed fit train_loss'), [
		[1, 13.5],
		[2, 5.25],
	]);
	assert.deepEqual(run.points('distributed accuracy'), [
		[1, 0.01],
		[2, 0.02],
	]);
	assert.deepEqual(run.learnt.progress, {step: 2, total: 2, unit: 'step', from: 'counter in train.log'});
});

test('a round of Flower that has begun is not done', () => {
	const run = readLog(logged([...begin, ...round(2).slice(0, 3)]));
	assert.deepEqual(run.learnt.progress, {step: 1, total: 2, unit: 'step', from: 'counter in train.log'});
});

test('tells apart what clients and server of Flower came to in a round', () => {
	const lines = [1, 2].flatMap(n => [
		'',
		`[ROUND ${n}/2]`,
		'configure_train: Sampled 5 nodes (out of 10)',
		'aggregate_train: Received 5 results and 0 failures',
		`\t└──> Aggregated MetricRecord: {'train_loss': ${n}.5}`,
		'configure_evaluate: Sampled 10 nodes (out of 10)',
		'aggregate_evaluate: Received 10 results and 0 failures',
		`\t└──> Aggregated MetricRecord: {'eval_loss': ${n}.25, 'acc': 0.${n}}`,
		'Global evaluation',
		`\t└──> MetricRecord: {'acc': 0.${n + 4}}`,
	]);
	const results = [
		'Strategy execution finished in 12.30s',
		'',
		'Final results:',
		'',
		'\tGlobal Arrays:',
		'\t\tArrayRecord (0.238 MB)',
		'',
		'\tAggregated ClientApp-side Train Metrics:',
		"\t{1: {'train_loss': '1.5000e+00'}, 2: {'train_loss': '2.5000e+00'}}",
		'',
		'\tServerApp-side Evaluate Metrics:',
		"\t{ 0: {'acc': '1.0000e-01'},",
		"\t  1: {'acc': '5.0000e-01'},",
		"\t  2: {'acc': '6.0000e-01'}}",
	];
	const run = readLog(logged(["Initial global evaluation results: {'acc': 0.1}", ...lines, ...results]));
	assert.deepEqual([...run.metrics.keys()].sort(), ['eval acc', 'eval_loss', 'global acc', 'train_loss']);
	assert.deepEqual(run.points('train_loss'), [
		[1, 1.5],
		[2, 2.5],
	]);
	assert.deepEqual(run.points('eval acc'), [
		[1, 0.1],
		[2, 0.2],
	]);
	assert.deepEqual(run.points('global acc'), [
		[0, 0.1],
		[1, 0.5],
		[2, 0.6],
	]);
	assert.deepEqual(run.learnt.progress, {step: 2, total: 2, unit: 'step', from: 'counter in train.log'});
});

test('reads what Flower logged before 1.8', () => {
	const before = 'INFO flwr 2024-01-02 10:00:01,123 | server.py:100 |';
	assert.deepEqual(
		scan(
			`${before} fit_round 1: strategy sampled 10 clients (out of 10)`,
			`${before} fit progress: (1, np.float64(2.5), {'accuracy': np.float64(0.5)}, 12.3)`,
			`${before} fit progress: (2, 1.5, {}, 24.6)`,
			`${before} app_fit: losses_distributed [(1, 2.25), (2, 1.25)]`,
			`${before} app_fit: metrics_distributed_fit {}`,
			`${before} app_fit: losses_centralized [(1, 2.5), (2, 1.5)]`,
		),
		['1 loss=2.5 accuracy=0.5', '2 loss=1.5', '1 distributed loss=2.25 distributed loss=1.25'],
	);
});

test('rounds of other programs keep their values', () => {
	assert.deepEqual(scan('[ROUND 1]', 'loss: 0.5', '[ROUND 2]', 'loss: 0.25'), ['1 loss=0.5', '2 loss=0.25']);
});

test('what the clients print stands at its round, beside what the server says', () => {
	const round = (n: number) => [
		...['', `[ROUND ${n}]`, 'configure_fit: strategy sampled 2 clients (out of 2)'],
		...[1, 2].map(epoch => `(ClientAppActor pid=3811) Epoch ${epoch}: train loss 1.${n}${epoch}`),
		`loss: 1.${n}9`,
		...['aggregate_fit: received 2 results and 0 failures', `fit progress: (${n}, 2.${n}, {}, 11.5)`],
	];
	const run = readLog(
		`${['[INIT]', "initial parameters (loss, other metrics): 2.3, {'accuracy': 0.1}", ...round(1), ...round(2)].join('\n')}\n`,
	);
	assert.deepEqual(run.points('loss'), [
		[0, 2.3],
		[1, 2.1],
		[2, 2.2],
	]);
	assert.deepEqual(run.points('client loss'), [
		[1, 1.19],
		[2, 1.29],
	]);
	assert.deepEqual(
		new Set(run.points('client train loss').map(([step, value]) => `${step} ${value}`)),
		new Set(['1 1.12', '2 1.22']),
	);
});

/** As flwr 1.5 logs and prints it: each line with the place that wrote it, and no head of its own for a round. */
const before18 = (rounds: number, planned: number) => [
	`INFO flwr 2023-05-04 10:11:01,123 | app.py:146 | Starting Flower server, config: ServerConfig(num_rounds=${planned}, round_timeout=None)`,
	'INFO flwr 2023-05-04 10:11:07,123 | server.py:101 | FL starting',
	...Array.from({length: rounds}, (_, i) => [
		`DEBUG flwr 2023-05-04 10:11:08,123 | server.py:218 | fit_round ${i + 1}: strategy sampled 2 clients (out of 2)`,
		`Epoch 1: train loss 1.${i}1`,
		`Epoch 2: train loss 1.${i}2`,
		`Epoch 1: train loss 1.${i}3`,
		`DEBUG flwr 2023-05-04 10:11:09,123 | server.py:232 | fit_round ${i + 1} received 2 results and 0 failures`,
		`DEBUG flwr 2023-05-04 10:11:11,123 | server.py:168 | evaluate_round ${i + 1}: strategy sampled 2 clients (out of 2)`,
		`DEBUG flwr 2023-05-04 10:11:11,123 | server.py:182 | evaluate_round ${i + 1} received 2 results and 0 failures`,
	]).flat(),
];

test('reads the rounds of Flower before 1.8, which have no heads, and its history, whose parts stand right behind one another', () => {
	const end = [
		'INFO flwr 2023-05-04 10:11:20,123 | server.py:147 | FL finished in 40.5',
		'INFO flwr 2023-05-04 10:11:20,123 | app.py:218 | app_fit: losses_distributed [(1, 1.5), (2, 0.75)]',
		'History (loss, distributed):',
		'\tround 1: 1.5',
		'\tround 2: 0.75',
		'History (metrics, distributed, evaluate):',
		"{'accuracy': [(1, 0.2), (2, 0.4)]}History (metrics, centralized):",
		"{'accuracy': [(0, 0.1), (1, 0.15)]}",
	];
	const run = readLog([...before18(2, 2), ...end].join('\n'));
	assert.deepEqual(run.points('client train loss'), [
		[1, 1.03],
		[2, 1.13],
	]);
	assert.deepEqual(run.points('distributed loss'), [
		[1, 1.5],
		[2, 0.75],
	]);
	assert.deepEqual(run.points('distributed accuracy'), [
		[1, 0.2],
		[2, 0.4],
	]);
	assert.deepEqual(run.learnt.progress, {step: 2, total: 2, unit: 'step', from: 'counter in train.log'});
	assert.equal(readLog([...before18(1, 3), ''].join('\n')).learnt.progress?.step, 1);
});

test('counts the rounds of Flower before 1.0, which have no numbers', () => {
	const lines = [1, 2].flatMap(() => [
		'DEBUG flower 2022-04-04 10:11:11,123 | server.py:255 | fit_round: strategy sampled 2 clients (out of 2)',
		'DEBUG flower 2022-04-04 10:11:11,423 | server.py:210 | evaluate_round received 2 results and 0 failures',
	]);
	const begun = 'INFO flower 2022-04-04 10:11:01,123 | app.py:109 | Flower server running (insecure, 3 rounds)';
	const run = readLog([begun, ...lines, ''].join('\n'));
	assert.deepEqual(run.learnt.progress, {step: 2, total: 3, unit: 'step', from: 'counter in train.log'});
});

test('reads the history of Flower 1.8, which logs the losses as a text', () => {
	const history18 = [
		'[SUMMARY]',
		'Run finished 2 rounds in 4.51s',
		'History (loss, distributed):',
		"\t'\\tround 1: 1.95\\n\\tround 2: 1.55\\n'History (loss, centralized):",
		"\t'\\tround 0: 2.3\\n\\tround 1: 1.9\\n'History (metrics, distributed, fit):",
		"\t{'train_loss': [(1, 3.0), (2, 1.5)]}History (metrics, centralized):",
		"\t{'accuracy': [(0, 0.1), (1, 0.2)]}",
	];
	const run = readLog(logged([...begin, ...round(2), ...history18]));
	assert.deepEqual(run.points('distributed loss'), [
		[1, 1.95],
		[2, 1.55],
	]);
	assert.deepEqual(run.points('distributed fit train_loss'), [
		[1, 3],
		[2, 1.5],
	]);
	assert.equal(run.points('accuracy').length, 3);
	assert.deepEqual(run.learnt.progress, {step: 2, total: 2, unit: 'step', from: 'counter in train.log'});
});

test('another run of Flower in the same log has a plan of its own', () => {
	const next = begin.map(line => line.replace('num_rounds=2', 'num_rounds=10'));
	const run = readLog(logged([...begin, ...round(2), ...history, ...next]));
	assert.deepEqual(run.learnt.progress, {step: 1, total: 10, unit: 'step', from: 'counter in train.log'});
});

test('the number of a client of Flower is no value, and a round that it names no other one', () => {
	const ofClient = (n: number) => [`[Client 3] Round ${n} epoch 1 loss: 0.5`, `Client 3: round ${n}, loss: 0.${n}`];
	const run = readLog(logged([...begin, ...ofClient(1), ...round(2), ...ofClient(2), ...history]));
	assert.deepEqual(run.points('client loss'), [
		[1, 0.1],
		[2, 0.2],
	]);
	assert.deepEqual(
		[...run.metrics.keys()].filter(name => name.startsWith('client')),
		['client loss'],
	);
});
