import type {Curve, CurveWish} from '../../engine/protocol.ts';
import {AnswerShelf} from './answer-shelf.ts';

/** A curve as the screen asks for it, before it has a number. */
export type CurveRequest = Omit<CurveWish, 'wish'>;
type NearRequest = Pick<CurveRequest, 'run' | 'system' | 'metric' | 'x'>;

/** A group of runs on a large screen's page of charts, and the pages beside it. */
const capacity = 800;
const keyOf = ({means = false, smoothing, width, from, to, chart, ...near}: CurveRequest) =>
	[nearKeyOf(near), JSON.stringify(smoothing), means, width, from, to, chart].join('\u0000');
const nearKeyOf = (request: NearRequest) => [request.run, request.system ? 1 : 0, request.metric, request.x].join('\u0000');

/**
 * Curves that came from the engine, the most lately used ones kept, so that going back to a run shows its curve at once. Where a curve of
 * the wanted width or range has not come yet, another one of the same metric of the same run over the same x serves until it does.
 */
export class CurveShelf extends AnswerShelf<CurveRequest, Curve, NearRequest> {
	constructor() {
		super(capacity, keyOf, nearKeyOf);
	}
}
