import {byForm} from '../by-form.ts';

const ofWandb =
	/^wandb: +(?:Currently logged|Using wandb|wandb version|Tracking run|Run data|Resuming|Syncing run|Synced|Find logs|Waiting for|\W*View)/;
/** Comet sums up the experiment as it ends: last values, ranges and settings. */
const ofComet = /^COMET (?:INFO|WARNING|ERROR|DEBUG): /;
const ofTensorflow = /\b[IWEF] (?:tensorflow|external)\/\S+\.cc:\d+\] /;

/**
 * True for what a library says of itself among the lines of a program, where names and sizes look like counters and values:
 * "wandb: Syncing run resnet_epoch100", "I tensorflow/core/kernels/data/shuffle_dataset_op.cc:450] ShuffleDatasetV3:4: Filling up shuffle buffer: 174".
 */
export const isOfLibrary = (line: string): boolean =>
	(line.startsWith('wandb: ') && ofWandb.test(line)) ||
	(line.startsWith('COMET ') && ofComet.test(line)) ||
	(line.includes('.cc:') && ofTensorflow.test(line));

/** What transformers' trainer says below "***** Running training *****", but for the number of steps. */
const ofTrainer = byForm(
	/^\W*(?:Num (?:examples|Epochs)|Instantaneous batch size per device|Total (?:train|eval) batch size \([^)]*\)|Gradient Accumulation steps|Number of trainable parameters|Batch size) = [\d,.]+$/,
);
/** What PEFT says of a model that it has wrapped. */
const ofPeft = byForm(/^\W*trainable params: [\d,]+ \|\| all params: [\d,]+/);
/** What Detectron2 says first. */
const ofDetectron = byForm(/^Rank of current process: \d+\. World size: \d+$/);

/** What DeepSpeed says of no step yet, as it begins, and of a step within the model. */
const ofDeepSpeed = ['step=0, skipped=0, lr=[', 'Invalidate trace cache @ step '];

/** True for a line in which a library says what it was given, or runs on: numbers of which no curve is made, wherever they stand. */
export const saysSetup = (text: string): boolean =>
	ofTrainer.test(text) || ofPeft.test(text) || ofDetectron.test(text) || ofDeepSpeed.some(begin => text.startsWith(begin));
