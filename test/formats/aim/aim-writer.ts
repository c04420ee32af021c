import {batch, logOf, type Write} from '../../encodings/rocksdb/log-writer.ts';
import {MemoryFiles} from '../memory-files.ts';

/** A value of which Aim names the kind alone, as of a line of output. */
export interface Named {
	kind: string;
}
type Value = null | boolean | number | bigint | string | Value[] | {[name: string]: Value} | Named;

const textPart = (text: string): string => `${Buffer.from(text, 'utf8').toString('latin1')}\xfe`;

/** A part of a key: a text, or a number. */
export function part(of: string | number): string {
	if (typeof of === 'string') return textPart(of);
	const bytes = Buffer.alloc(8);
	bytes.writeBigInt64BE(BigInt(of));
	return `\xfe${bytes.toString('latin1')}\xfe`;
}

const keyOf = (...parts: (string | number)[]): string => parts.map(part).join('');

function numberBytes(value: number | bigint): Buffer {
	const bytes = Buffer.alloc(9);
	const isInteger = typeof value === 'bigint' || Number.isInteger(value);
	bytes[0] = isInteger ? 2 : 3;
	if (isInteger) bytes.writeBigInt64LE(BigInt(value), 1);
	else bytes.writeDoubleLE(value as number, 1);
	return bytes;
}

/** A value as Aim keeps it: itself, or a flag and what is in it below its key. */
export function writesOf(key: string, value: Value): Write[] {
	const own = (kind: number, text = ''): Write => ({put: key, value: Buffer.concat([Buffer.from([kind]), Buffer.from(text)])});
	if (value === null) return [own(0)];
	if (typeof value === 'boolean') return [own(1, value ? '\x01' : '\0')];
	if (typeof value === 'number' || typeof value === 'bigint') return [{put: key, value: numberBytes(value)}];
	if (typeof value === 'string') return [own(4, value)];
	if (Array.isArray(value)) return [own(6), ...value.flatMap((each, i) => writesOf(key + part(i), each))];
	if ('kind' in value && typeof value.kind === 'string') return [own(15, value.kind)];
	return [own(7), ...Object.entries(value).flatMap(([name, each]) => writesOf(key + part(name), each))];
}

/** A value of a metric: where, when (seconds), and during which epoch. */
export interface Tracked {
	step: number;
	value: number | bigint | Named;
	atS?: number;
	epoch?: number;
	/** What a line of output says. */
	data?: string;
}

/** Keys of a point, as Aim 3 writes them; since 3.11 with its step beside a key that is no step. */
export function pointsOf(hash: string, name: string, points: readonly Tracked[], {context = 0, isNew = true} = {}): Write[] {
	const prefix = keyOf('seqs', ...(isNew ? ['v2'] : []), 'chunks', hash, context, name);
	return points.flatMap(({step, value, atS = 1000 + step, epoch, data}) => {
		const put = (column: string, each: Value) => writesOf(prefix + part(column) + part(isNew ? step * 7 + 1 : step), each);
		return [
			...put('val', value as Value),
			...(data === undefined ? [] : writesOf(prefix + part('val') + part(step) + part('data'), data)),
			...(epoch === undefined ? [] : put('epoch', epoch)),
			...put('time', atS + 0.5),
			...(isNew ? put('step', step) : []),
		];
	});
}

/** The path of the log of a run's points. */
export const pointsLog = (hash: string): string => `/p/.aim/seqs/chunks/${hash}/000004.log`;

/** A store of one run: what it is, and its points in the order in which they were written. */
export function storeOf(hash: string, tree: {[name: string]: Value}, points: readonly Write[]): MemoryFiles {
	const files = new MemoryFiles();
	const meta = Object.entries(tree).flatMap(([name, value]) => writesOf(keyOf('meta', 'chunks', hash, name), value));
	for (const [place, writes] of [
		['meta', meta],
		['seqs', points],
	] as const) {
		const home = `/p/.aim/${place}/chunks/${hash}`;
		files.write(`${home}/CURRENT`, 'MANIFEST-000003\n').write(`${home}/MANIFEST-000003`, '');
		files.write(`${home}/000004.log`, logOf([batch(1, ...writes)]));
	}
	return files;
}
