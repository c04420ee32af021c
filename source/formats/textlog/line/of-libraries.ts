const ofWandb =
	/^wandb: +(?:Currently logged|Using wandb|wandb version|Tracking run|Run data|Resuming|Syncing run|Synced|Find logs|Waiting for|\W*View)/;
const ofTensorflow = /\b[IWEF] (?:tensorflow|external)\/\S+\.cc:\d+\] /;

/**
 * True for what a library says of itself among the lines of a program, where names and sizes look like counters and values:
 * "wandb: Syncing run resnet_epoch100", "I tensorflow/core/kernels/data/shuffle_dataset_op.cc:450] ShuffleDatasetV3:4: Filling up shuffle buffer: 174".
 */
export const isOfLibrary = (line: string): boolean =>
	(line.startsWith('wandb: ') && ofWandb.test(line)) || (line.includes('.cc:') && ofTensorflow.test(line));
