import {parseNumber} from '../../encodings/numbers/odd-number.ts';
import {decodeText} from '../../encodings/text/text.ts';
import type {RunSink, SeriesSink} from '../format.ts';
import type {FileReader} from '../plain/files-source.ts';

/** A row of YOLOv5's results.txt and of what was made from it (YOLOv7): `0/299  3.05G  0.1  0.02  0.03  0.15  12  640` and 7 numbers. */
const rowShape = /^\s*\d+\/\d+\s+[\d.e+]+G(?:\s+\S+){13}\s*$/;
const columns = 15;

/** True for the beginning of such a file. */
export const isResultsText = (head: string): boolean => rowShape.test(head.split('\n', 1)[0]!);

/**
 * Reads results.txt, the table without a header that YOLOv5 wrote up to version 5: epoch and last epoch, memory, the losses of training, labels of the
 * last batch, size of images, what was measured, the losses of validation. Names are those that these programs give the same numbers in event
 * files, where they do, else those of the header on the terminal. `box` is how the loss of boxes is called: `giou` in the first versions.
 * `total` is told the number of epochs.
 */
export function openResultsText(
	run: RunSink,
	box: string,
	total: (epochs: number) => void,
	problem: (line: number) => void,
): FileReader {
	const names = [
		...['gpu_mem', `train/${box}_loss`, 'train/obj_loss', 'train/cls_loss', 'train/total_loss', 'labels', 'img_size'],
		...['metrics/precision', 'metrics/recall', 'metrics/mAP_0.5', 'metrics/mAP_0.5:0.95'],
		...[`val/${box}_loss`, 'val/obj_loss', 'val/cls_loss'],
	];
	let sinks: (SeriesSink | null)[] = [];
	let line = 0;
	const takeLine = (text: string) => {
		line++;
		const cells = text.trim().split(/\s+/);
		if (cells[0] === '') return;
		const counted = /^(\d+)\/(\d+)$/.exec(cells[0]!);
		if (counted === null || cells.length !== columns) return problem(line);
		total(Number(counted[2]) + 1);
		if (sinks.length === 0) sinks = names.map(name => run.series(name));
		for (let i = 1; i < columns; i++) {
			const value = parseNumber(i === 1 ? cells[i]!.replace(/G$/, '') : cells[i]!);
			if (value !== null) sinks[i - 1]?.push(Number(counted[1]), Number.NaN, value);
		}
	};
	return {
		consume(chunk) {
			const end = chunk.lastIndexOf(0x0a) + 1;
			if (end > 0) for (const text of decodeText(chunk.subarray(0, end)).split('\n').slice(0, -1)) takeLine(text);
			return end;
		},
	};
}
