import type {MediaAnswer, MediaWish} from '../../engine/protocol.ts';
import {AnswerShelf} from './answer-shelf.ts';

/** A picture, distribution or text as the screen asks for it. */
export type MediaRequest = Omit<MediaWish, 'wish'>;

const capacity = 200;
const keyOf = ({run, name, step, cols, rows}: MediaRequest) => [run, name, step, cols, rows].join('\u0000');
const nearKeyOf = ({run, name}: MediaRequest) => [run, name].join('\u0000');

/** What came from the engine, the latest kept; until what is wanted comes, the last one of the same name serves. */
export class MediaShelf extends AnswerShelf<MediaRequest, MediaAnswer> {
	constructor() {
		super(capacity, keyOf, nearKeyOf);
	}
}
