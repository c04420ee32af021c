import type {Format} from '../format.ts';
import {findUndecided} from '../plain/undecided.ts';
import {detectJson, mayHoldCurves} from './detect.ts';
import {JsonSource} from './source.ts';

/** Files of one JSON value each that hold curves: lists of numbers by name, as of Keras' history, or a list of an object a step. */
export const jsonFormat: Format = {
	id: 'json',
	title: 'JSON',
	rank: 22,
	isTable: true,
	isWholeFile: true,
	detect: detectJson,
	undecided: (listing, files, claims) =>
		findUndecided(listing, files, claims, {format: 'json', isPlausible: mayHoldCurves(listing), mostBytes: 4096}),
	open: (claim, files) => new JsonSource(claim, files),
};
