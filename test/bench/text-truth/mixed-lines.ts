import type {Kind, LogWriter} from './log-writer.ts';

const names = [
	'Loss',
	'Acc',
	'F1-score',
	'mIoU',
	'AUROC',
	'PSNR',
	'WER',
	'ppl',
	'RMSE',
	'Dice',
	'value_loss',
	'Acc@1',
	'MRR',
	'CE',
];
const datas = [
	['train_', 'val_'],
	['Train ', 'Val '],
	['train/', 'val/'],
	['', 'valid_'],
	['', 'Test '],
	['train-', 'eval-'],
] as const;
const signs = [': ', '=', ' = ', ' ', ':'];
const joints = [', ', ' | ', ' - ', '\t', '; '];
/** What programs write between their rows, which is of no curve. */
const remarks = [
	'',
	'Saved checkpoint to ./checkpoints/epoch_3_loss_0.1234.pt',
	'Validation loss decreased (0.612345 --> 0.512345).  Saving model ...',
	'Epoch 00003: reducing learning rate of group 0 to 1.0000e-04.',
	'Epoch time: 12.34s',
	'GPU memory allocated: 3.21 GB',
	'No improvement for 3 epochs',
	'Sample prediction: the cat sat on 3 mats with 2.5 kg',
	'Loading best model from out/checkpoint-60 (score: 0.5).',
	'[[50  2]\n [ 3 45]]',
];

type Heads = readonly ((at: number, all: number) => string)[];
const epochs: Heads = [
	(at, all) => `Epoch ${at}/${all}`,
	(at, all) => `Epoch [${at}/${all}]`,
	at => `Epoch: ${at}`,
	at => `epoch=${at}`,
	(at, all) => `[${at}/${all}]`,
	(at, all) => `Epoch ${at} of ${all}`,
	at => `[Epoch ${at}]`,
];
const steps: Heads = [
	at => `Step ${at}`,
	(at, all) => `step ${at}/${all}`,
	at => `Iter ${at}`,
	(at, all) => `[${at}/${all}]`,
	at => `global_step ${at}`,
	at => `Step: ${at.toLocaleString('en')}`,
];
const batches: readonly ((epoch: number, batch: number) => string)[] = [
	(epoch, batch) => `Epoch ${epoch}/3 [${batch}/500]`,
	(epoch, batch) => `Epoch [${epoch}/3], Step [${batch}/500]`,
	(epoch, batch) => `Epoch ${epoch}, Batch ${batch}/500`,
	(epoch, batch) => `[${epoch}/3][${batch}/500]`,
	(epoch, batch) => `epoch ${epoch} (${batch}/500)`,
];

interface Style {
	data: readonly [string, string];
	metrics: readonly string[];
	sign: string;
	joint: string;
	remark: string;
}

const styleOf = (log: LogWriter): Style => ({
	data: log.pick(datas),
	metrics: [...new Set([log.pick(names), log.pick(names)])],
	sign: log.pick(signs),
	joint: log.pick(joints),
	remark: log.pick(remarks),
});

/** The values of a line, of training or of an evaluation. */
function cells(log: LogWriter, {data, metrics, sign, joint}: Style, isOfTraining: boolean, step: number): string {
	const before = data[isOfTraining ? 0 : 1];
	// Training goes without saying.
	const namesOf = (metric: string) => (isOfTraining ? [before + metric, metric] : [before + metric]);
	return metrics.map(metric => `${before}${metric}${sign}${log.value(namesOf(metric), step, log.loss(step / 2000))}`).join(joint);
}

function writeEpochs(log: LogWriter): void {
	const style = styleOf(log);
	const head = log.pick(epochs);
	const isBelow = log.random.chance(0.5);
	for (let epoch = 1; epoch <= 8; epoch++) {
		const [first, second] = [cells(log, style, true, epoch), cells(log, style, false, epoch)];
		log.put(
			isBelow ? `${head(epoch, 8)}\n  ${first}\n  ${second}` : `${head(epoch, 8)}${style.joint}${first}${style.joint}${second}`,
		);
		if (log.random.chance(0.3)) log.put(style.remark);
	}
}

function writeSteps(log: LogWriter): void {
	const style = styleOf(log);
	const head = log.pick(steps);
	for (let step = 50; step <= 2000; step += 50) {
		log.put(`${head(step, 2000)}${style.joint}${cells(log, style, true, step)}`);
		if (step % 500 === 0) log.put(cells(log, style, false, step));
		if (log.random.chance(0.1)) log.put(style.remark);
	}
}

function writeBatches(log: LogWriter): void {
	const style = styleOf(log);
	const head = log.pick(batches);
	for (let step = 50; step <= 1500; step += 50) {
		const epoch = Math.ceil(step / 500);
		log.put(`${head(epoch, step - 500 * (epoch - 1))}${style.joint}${cells(log, style, true, step)}`);
		if (step % 500 === 0) log.put(`Epoch ${epoch}${style.joint}${cells(log, style, false, step)}`);
		if (log.random.chance(0.1)) log.put(style.remark);
	}
}

export const mixedLines: readonly Kind[] = [
	{name: 'mixed epochs', isPrefixed: true, write: writeEpochs},
	{name: 'mixed steps', isPrefixed: true, write: writeSteps},
	{name: 'mixed batches of epochs', isPrefixed: true, write: writeBatches},
];
