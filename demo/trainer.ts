import path from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {makeRandom, makeSpirals, Network} from './network.ts';
import {openCsv, openJsonl, openNative, openTfevents, type Writer} from './writers.ts';

/** One run of the demo, given as JSON in the first argument. */
export interface TrainerOptions {
	directory: string;
	writer: 'native' | 'jsonl' | 'csv' | 'tfevents';
	learningRate: number;
	weightDecay: number;
	hidden: number;
	seed: number;
	/** Null for a run that goes on until it is stopped. */
	totalSteps: number | null;
	/** Milliseconds that a logged step takes. */
	paceMs: number;
	/** Step at which the process is suspended, as a hung one would be. */
	stallAt?: number;
	/** Step at which it dies and is started again from an earlier checkpoint. */
	resumeAt?: number;
}

const batchSize = 32;
const stepsPerLog = 5;

function openWriter(options: TrainerOptions): Writer {
	const {writer, directory, learningRate, weightDecay, hidden, seed, totalSteps} = options;
	if (writer === 'native')
		return openNative(directory, {learning_rate: learningRate, weight_decay: weightDecay, hidden, seed}, totalSteps ?? 0);
	return {jsonl: openJsonl, csv: openCsv, tfevents: openTfevents}[writer](directory);
}

/** Trains for real; throws when the loss is no number any more, as a careful script does. */
async function train(options: TrainerOptions): Promise<void> {
	const {learningRate, weightDecay, seed, hidden, totalSteps, paceMs, stallAt, resumeAt} = options;
	const random = makeRandom(seed);
	const samples = makeSpirals(400, random);
	const held = makeSpirals(200, random);
	const network = new Network(hidden, random);
	let writer = openWriter(options);
	let resumed = false;
	for (let step = 1; totalSteps === null || step <= totalSteps; step++) {
		let norm = 0;
		for (let i = 0; i < stepsPerLog; i++) {
			const batch = Array.from({length: batchSize}, () => samples[Math.floor(random() * samples.length)]!);
			norm = network.step(batch, learningRate, weightDecay);
		}
		const {loss, accuracy} = network.evaluate(samples);
		const validation = network.evaluate(held);
		writer.write(step, {loss, accuracy, val_loss: validation.loss, grad_norm: norm});
		if (Number.isNaN(loss)) {
			const error = `FloatingPointError: the loss is ${loss} at step ${step}`;
			writer.end(1, error);
			throw new Error(error);
		}
		if (step === stallAt) process.kill(process.pid, 'SIGSTOP');
		if (step === resumeAt && !resumed) {
			resumed = true;
			step -= Math.floor(resumeAt / 3);
			await wait(1100);
			writer = openWriter(options);
		}
		await wait(paceMs * (0.7 + 0.6 * random()));
	}
	writer.end(0, null);
}

const options = JSON.parse(process.argv[2] ?? 'null') as TrainerOptions | null;
if (options === null) throw new Error('The trainer takes its options as JSON; npm run demo starts it');
process.title = `demo ${path.basename(options.directory)}`;
train(options).then(
	() => process.exit(0),
	(error: Error) => {
		console.error(error.message);
		process.exit(1);
	},
);
