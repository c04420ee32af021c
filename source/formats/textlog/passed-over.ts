import {decodeText} from '../../encodings/text/text.ts';
import {isMetricName} from '../plain/telling.ts';
import {isOutputName} from './detect.ts';

/** How often a log names a metric with a number behind it that is one of a training: settings are printed once, and any text may have a word of these. */
const fewestTimes = 3;
const named = /([\p{L}_][\p{L}\w@/.-]*)["']?\s*[:=|]?\s*[-+]?\d/gu;

/** True for a file that is called like the output of a program. */
export const soundsLikeLog = (name: string): boolean => isOutputName({name, kind: 'file'});

/**
 * Why a log that no run was read from is not read, and what to do; null where its lines speak of no metrics, as those of most logs do not.
 *
 * @param head its first bytes
 */
export function whyLogPassedOver(head: Uint8Array): string | null {
	if (head.includes(0)) return null;
	const counts = new Map<string, number>();
	for (const line of decodeText(head, 0, head.length).split(/[\r\n]+/))
		for (const [, name] of line.matchAll(named)) if (isMetricName(name!)) counts.set(name!, (counts.get(name!) ?? 0) + 1);
	if (Math.max(0, ...counts.values()) < fewestTimes) return null;
	return 'its lines name metrics, but in no form that is known: print them as "step 3 loss: 0.5", or say under lines in the settings where they stand';
}
