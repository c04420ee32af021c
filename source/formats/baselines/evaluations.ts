import {type NumpyArray, readNpy} from '../../encodings/numbers/npy.ts';
import {ZipArchive} from '../../encodings/zip.ts';
import type {Parsed} from '../whole-file.ts';

/** Evaluations in their order: time steps of the training before each, and what came out of its episodes. */
export interface Evaluations {
	steps: readonly number[];
	/** Means over the episodes of each, by the names that the callback logs them under (stable_baselines3/common/callbacks.py). */
	means: ReadonlyMap<string, readonly number[]>;
}

const mostBytes = 64 * 1024 * 1024;
const names = {results: 'eval/mean_reward', ep_lengths: 'eval/mean_ep_length', successes: 'eval/success_rate'} as const;

/** Means of the rows of an array of `rows` × episodes; null where it is of another shape. */
function meansOf({shape: [rows, episodes], values}: NumpyArray, expected: number): number[] | null {
	if (rows !== expected || episodes === undefined || episodes === 0) return null;
	const sumOf = (row: number) => values.slice(row * episodes, (row + 1) * episodes).reduce((sum, value) => sum + value, 0);
	return Array.from({length: rows}, (_, row) => sumOf(row) / episodes);
}

/** Reads `evaluations.npz`. */
export function parseEvaluations(bytes: Uint8Array): Parsed<Evaluations> {
	if (bytes.length === 0) return {value: null, fault: 'is empty'};
	const archive = new ZipArchive(bytes);
	const arrayOf = (name: string): NumpyArray | null => {
		const content = archive.read(`${name}.npy`, mostBytes);
		return content === null ? null : readNpy(content);
	};
	const isDamaged = () => archive.damage !== null || archive.damaged.size > 0;
	const steps = arrayOf('timesteps')?.values;
	if (steps === undefined) return {value: null, fault: isDamaged() ? 'is cut or damaged' : 'holds no time steps'};
	const means = new Map<string, readonly number[]>();
	for (const [member, name] of Object.entries(names)) {
		const array = arrayOf(member);
		const values = array === null ? null : meansOf(array, steps.length);
		if (values !== null) means.set(name, values);
	}
	return {value: {steps, means}, fault: isDamaged() ? 'is cut or damaged' : null};
}
