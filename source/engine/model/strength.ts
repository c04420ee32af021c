import {dataOf} from '../../formats/plain/data-words.ts';
import type {Layer} from './layer.ts';

/** 1 for what lies in a directory named after a validation or a test, whose metrics are not the ones that the run is about; 0 for others. */
const otherData = ({below}: Layer): number => Number(dataOf(below.slice(below.lastIndexOf('/') + 1)) !== '');

/** What lies in the run's own directory comes first, then the stronger format, then the training's data, then what lies less deep. */
export const byStrength = (a: Layer, b: Layer): number =>
	Number(a.below !== '') - Number(b.below !== '') ||
	b.rank - a.rank ||
	otherData(a) - otherData(b) ||
	a.below.length - b.below.length;
