/** What the loops of a training have counted when it is saved. */
export interface Counts {
	begun: number;
	trained: number;
	steps: number;
	isLastBatch: boolean;
}

/** The beginning of a checkpoint as Lightning saves it with torch.save: an archive whose first member is a pickle of dicts. */
export function checkpointOf({begun, trained, steps, isLastBatch}: Counts): Uint8Array {
	const progress = {ready: begun, completed: trained - 1, started: begun, processed: trained};
	const pickle = pickled({
		epoch: begun - 1,
		global_step: steps,
		state_dict: {},
		loops: {
			fit_loop: {
				state_dict: {},
				'epoch_loop.state_dict': {_batches_that_stepped: steps},
				'epoch_loop.batch_progress': {is_last_batch: isLastBatch},
				epoch_progress: {total: progress, current: progress},
			},
		},
	});
	const name = Buffer.from('archive/data.pkl');
	const head = Buffer.alloc(30);
	head.writeUInt32LE(0x04034b50, 0);
	head.writeUInt16LE(name.length, 26);
	return Buffer.concat([head, name, Buffer.from([0x80, 2]), pickle, Buffer.from('.')]);
}

type Pickled = number | boolean | {[key: string]: Pickled};

function pickled(value: Pickled): Buffer {
	if (typeof value === 'boolean') return Buffer.from([value ? 0x88 : 0x89]);
	if (typeof value === 'number') return Buffer.from([0x4b, value]);
	const entries = Object.entries(value).flatMap(([key, item]) => [text(key), pickled(item)]);
	return Buffer.concat([Buffer.from('}('), ...entries, Buffer.from('u')]);
}

function text(key: string): Buffer {
	const length = Buffer.alloc(4);
	length.writeUInt32LE(key.length);
	return Buffer.concat([Buffer.from('X'), length, Buffer.from(key)]);
}
