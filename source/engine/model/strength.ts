import {nameOf} from '../../core/files/paths.ts';
import {dataOf, isDataWord} from '../../formats/plain/names/data-words.ts';
import type {Layer} from './layer.ts';

/**
 * 0 for what lies in a directory named after the training; 2 for one after a validation or a test, whose metrics are not the ones that the run is about; 1 for
 * others.
 */
function dataRank({below}: Layer): number {
	const name = nameOf(below);
	// torch's add_scalars calls them after the metric as well: `loss_val`, `loss_val set`.
	const part = name.slice(name.lastIndexOf('_') + 1);
	const words = [name, part, part.split(' ')[0]!].filter(isDataWord);
	if (words.length === 0) return 1;
	return words.some(word => dataOf(word) !== '') ? 2 : 0;
}

/**
 * What lies in the run's own directory comes first, then the stronger format, then the training's data, then what lies less deep, then by name, whatever
 * was found first; what logs the same run to a second tracker stays in the order in which it was joined, the newest first.
 */
export const byStrength = (a: Layer, b: Layer): number =>
	Number(a.below !== '') - Number(b.below !== '') ||
	b.rank - a.rank ||
	dataRank(a) - dataRank(b) ||
	a.below.length - b.below.length ||
	(isCopy(a) && isCopy(b) ? 0 : Number(a.below > b.below) - Number(a.below < b.below));

const isCopy = ({factsNow}: Layer): boolean => factsNow.partOf !== null;
