import {byForm} from '../line/by-form.ts';
import {type DialectRow, digits, namedValue, rowAt} from './dialect-row.ts';

const batch = byForm(
	new RegExp(
		String.raw`^\s*(\d+): (${digits}), (${digits}) avg(?: loss)?, (${digits}) rate, ${digits} seconds, \d+ images(?:, .* hours left)?$`,
		'i',
	),
);
/** A blank, which may stand before a batch, is less. */
const lastDigit = 0x39;
/** What is said of a whole training before its first batch. */
const ofHead = /^mini_batch = \d+, batch = \d+, time_steps = \d+, train = \d+/;
/** What one layer says of a part of a batch. */
const ofLayer = /^(?:Region(?: \d+)? Avg IOU: |v3 \(\w+ loss, Normalizer: )/;

/**
 * Reads the batches of Darknet (`src/detector.c`): " 1187: 3.270728, 3.027621 avg loss, 0.010000 rate, 1.429193 seconds, 75968 images". What its layers
 * say of parts of a batch, one line each under the same name, and its head, makes no curve.
 */
export function readDarknet(text: string): DialectRow | null {
	if (text.startsWith('mini_batch = ')) return ofHead.test(text) ? rowAt(null, []) : null;
	if (text.startsWith('Region ') || text.startsWith('v3 (')) return ofLayer.test(text) ? rowAt(null, []) : null;
	if (text.charCodeAt(0) > lastDigit) return null;
	const [, count, loss, average, rate] = batch.exec(text) ?? [];
	if (count === undefined) return null;
	return rowAt(Number(count), [...namedValue('loss', loss!), ...namedValue('avg loss', average!), ...namedValue('rate', rate!)]);
}
