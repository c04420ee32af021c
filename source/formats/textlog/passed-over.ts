import {unpackGzipHead} from '../../encodings/gzip.ts';
import {isPackedHead} from '../../encodings/packers.ts';
import {decodeText} from '../../encodings/text/text.ts';
import {whyBlanks} from '../csv/claim/near-tables.ts';
import {packedUnsaid} from '../csv/claim/passed-over.ts';
import {isMetricName} from '../plain/names/telling.ts';
import {isOutputName} from './detect.ts';

/** How often the log of a training names one of its metrics with a number behind it: settings are printed once. */
const fewestTimes = 3;
const mostUnpacked = 64 * 1024;
const unknownForm =
	'its lines name metrics, but in no form that is known: print them as "step 3 loss: 0.5", or say where they stand under lines in the settings';
const named = /([\p{L}_][\p{L}\w@/.-]*)["']?\s*[:=|]?\s*[-+]?\d/gu;

/** True for a file that is called like the output of a program. */
export const soundsLikeLog = (name: string): boolean => isOutputName({name, kind: 'file'});

/**
 * Why a log that no run was read from is not read, and what to do; null where its lines name no metrics, as those of most logs.
 *
 * @param head its first bytes
 */
export function whyLogPassedOver(head: Uint8Array): string | null {
	const unpacked = isPackedHead(head) ? unpackGzipHead(head, mostUnpacked) : null;
	if (unpacked !== null) return namesMetrics(unpacked, 1) ? packedUnsaid : null;
	if (head.includes(0)) return null;
	return namesMetrics(head, fewestTimes) ? unknownForm : whyBlanks(head);
}

/** True for a text that has a number behind the name of one metric so many times. */
function namesMetrics(head: Uint8Array, times: number): boolean {
	const counts = new Map<string, number>();
	for (const line of decodeText(head, 0, head.length).split(/[\r\n]+/))
		for (const [, name] of line.matchAll(named)) if (isMetricName(name!)) counts.set(name!, (counts.get(name!) ?? 0) + 1);
	return Math.max(0, ...counts.values()) >= times;
}
