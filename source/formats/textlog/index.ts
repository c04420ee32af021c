import {noHabits} from '../../core/writer-habits.ts';
import type {Format} from '../format.ts';
import {FilesSource, stemOf} from '../plain/files-source.ts';
import {dataOf, isTrainingWord} from '../plain/names/data-words.ts';
import {findUndecided} from '../plain/undecided.ts';
import {detectTextlog, mayBecomeOutput} from './detect.ts';
import {goesOn} from './goes-on.ts';
import {TextFile} from './text-file.ts';

export {renderLog} from '../../encodings/text/terminal-lines.ts';
export {ClosingBars} from './bars/closing-bars.ts';
export {createLineScanner, type LineResult, type LineScanner} from './line-scanner.ts';
export {OutputLines} from './output-lines.ts';

/** Text output of any program: what it prints of its metrics, its progress and its end. */
export const textlogFormat: Format = {
	id: 'textlog',
	title: 'Text log',
	rank: 10,
	partsStarts: 'by row',
	isOutput: true,
	detect: detectTextlog,
	undecided: (listing, files, claims) =>
		findUndecided(listing, files, claims, {format: 'textlog', isPlausible: mayBecomeOutput, mostBytes: 256 * 1024}),
	open: (claim, files) => {
		let paths: readonly string[] = claim.files;
		return new FilesSource(claim, files, {
			open: context => {
				const isOther = isOfEvaluation(context.path);
				return new TextFile(context, () => isOther && !paths.every(isOfEvaluation));
			},
			facts: all => {
				paths = all;
				return {
					signFiles: all,
					logFiles: all,
					stepUnit: null,
					outcome: null,
					error: null,
					progress: null,
					total: null,
					writer: {...noHabits, bufferBytes: 8192},
				};
			},
			rotates: true,
			goesOn,
			clash: 'drop',
			lines: 'words',
			turnBytes: 512 * 1024,
		});
	},
};

/** True for `eval.log` and `test_log.txt`, which are of other data than the training's. */
function isOfEvaluation(path: string): boolean {
	const words = stemOf(path).split(/[-_. ]+/);
	return words.some(word => dataOf(word) !== '') && !words.some(isTrainingWord);
}
