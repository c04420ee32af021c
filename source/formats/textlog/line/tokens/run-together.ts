import {isMetricName} from '../../../plain/names/telling.ts';
import {counterOf, isPhase, isSize, isUnit} from '../words.ts';

/** A number, and the letters right behind it. */
const numberAndLetters = /^[+-]?(?:\d[\d,]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?([A-Za-z_]{2,})(?=\s)/;
const otherUnits = /^(?:st|nd|rd|th|nats?|bits?|percent|pct|it|its|hrs?|days?|hz|fps)$/i;

/**
 * True where a line goes on behind a value without any gap, as one does that another stream wrote into it: "train/loss: 0.1val loss: 2". It is not
 * known where the one ends and the name of the other begins.
 * @param name what the value is of
 * @param rest the line from the value on
 */
export function isRunTogether(name: string, rest: string): boolean {
	const letters = numberAndLetters.exec(rest)?.[1];
	if (letters === undefined || isUnit(letters) || isSize(letters) || otherUnits.test(letters)) return false;
	return isPhase(letters) || counterOf(letters) !== null || counterOf(name) !== null || isMetricName(name);
}
