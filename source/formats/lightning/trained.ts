import {type PickleValue, readPickle} from '../../encodings/pickle/index.ts';

/** What a checkpoint proves of the training before it. */
export interface Trained {
	/** Epochs of which every batch was trained. */
	epochs: number;
	/** Steps of these as the logger counts them, null where the checkpoint was saved a moment before they were counted. */
	steps: number | null;
}

const zipMark = 0x04034b50;
const headBytes = 30;
const stored = 0;

/**
 * Reads the loops' own counts out of the beginning of a checkpoint (torch.save's archive, its pickle first), running nothing. Its name would not
 * do: it has the same form where it was saved in the middle of an epoch, after some steps or hours. Null where it does not tell.
 */
export function readTrained(head: Uint8Array): Trained | null {
	const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
	if (head.length < headBytes || view.getUint32(0, true) !== zipMark || view.getUint16(8, true) !== stored) return null;
	const start = headBytes + view.getUint16(26, true) + view.getUint16(28, true);
	const fit = at(readPickle(head.subarray(start)).value, 'loops', 'fit_loop');
	const epochs = at(fit, 'epoch_progress', 'current');
	const [begun, trained] = [countAt(epochs, 'ready'), countAt(epochs, 'processed')];
	const isLastBatch = at(fit, 'epoch_loop.batch_progress', 'is_last_batch');
	if (begun === null || trained === null || isLastBatch === undefined) return null;
	// Saved by a validation at the end of an epoch: its batches are over, and neither it nor its last step are counted yet.
	if (trained < begun) return {epochs: isLastBatch === true ? begun : trained, steps: null};
	return {epochs: trained, steps: countAt(at(fit, 'epoch_loop.state_dict'), '_batches_that_stepped')};
}

function at(value: PickleValue | undefined, ...keys: string[]): PickleValue | undefined {
	return keys.reduce<PickleValue | undefined>((held, key) => (held instanceof Map ? held.get(key) : undefined), value);
}

function countAt(value: PickleValue | undefined, key: string): number | null {
	const count = at(value, key);
	return typeof count === 'number' && Number.isInteger(count) && count >= 0 ? count : null;
}
