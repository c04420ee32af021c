import {unpackGzipHead} from '../../../encodings/gzip.ts';
import {isPackedHead} from '../../../encodings/packers.ts';
import {isBareUtf16} from '../../../encodings/text/utf16.ts';
import {stemOf} from '../../plain/files-source.ts';
import {isMonitorName} from '../../plain/names/part-names.ts';
import {isTellingStep} from '../../plain/names/step-names.ts';
import {isMetricName, tellingRank} from '../../plain/names/telling.ts';
import {isPacked, unpackedName} from '../../plain/packed.ts';
import {findOddSteps, isTransposed, judgeHead} from './detect.ts';
import {whyBlanks, whyJsonPassedOver, whyJsonShowsNoCurve, whyNearTable} from './near-tables.ts';

const compressed = /\.(?:gz|bz2|xz|zst|zip)$/i;
const longestShown = 40;
const readable = /\.(?:csv|tsv|jsonl|ndjson|json)$/i;
const mostSniffed = 512;
const mostUnpacked = 8 * 1024 * 1024;

export const isEmpty = 'it is empty: nothing was written into it, or what it held is lost';
/** Of a compressed file under the name of a plain one. */
export const packedUnsaid = 'it is compressed, which its name does not say: unpack it to have it read';

const shown = (text: string): string => JSON.stringify(text.slice(0, longestShown));

/** True for a file that is called like a training's metrics, also a compressed one. */
export function soundsLikeMetrics(name: string): boolean {
	const plain = name.replace(compressed, '');
	return readable.test(plain) && tellingRank(stemOf(plain)) === 2;
}

/**
 * Why such a file, that no format has claimed, is not read, and what to do; null for one of JSON that is none of metrics.
 * @param head its first bytes
 */
export function whyPassedOver(name: string, head: Uint8Array): string | null {
	if (head.length === 0) return isEmpty;
	if (/\.json$/i.test(name)) return whyJsonShowsNoCurve(head);
	const unpacked = isPacked(name) ? unpackGzipHead(head, mostUnpacked) : null;
	if (unpacked !== null && unpacked.length > 0) return whyPassedOver(unpackedName(name), unpacked);
	const isCompressed = isPackedHead(head);
	if (isPacked(name) && !isCompressed && head.length > 2)
		return 'it is called .gz and is not compressed: take that ending off its name';
	if (compressed.test(name)) return 'it is compressed: unpack it to have it read';
	if (isCompressed) return packedUnsaid;
	if (isBareUtf16(head)) return 'it seems to be UTF-16 without a byte order mark: save it as UTF-8';
	const lines = new TextDecoder().decode(head.subarray(0, mostSniffed)).split(/\r?\n/);
	const first = lines.find(line => line.trim() !== '' && !line.startsWith('#')) ?? '';
	// Beside nothing that counts steps it is read.
	if (name.endsWith('.csv') && isMonitorName(stemOf(name)) && /^r,l,t(?:,|$)/.test(first))
		return 'its episodes are left out beside the progress.csv or the event files of the training, which count the steps of all environments';
	if (/\.[ct]sv$/i.test(name) && isTransposed(name, head))
		return 'its metrics are rows, and its steps columns: turn it (`df.T` in pandas) to have it read';
	const odd = /\.[ct]sv$/i.test(name) ? findOddSteps(name, head) : null;
	if (odd !== null)
		return `its column ${shown(odd.column)} holds ${shown(odd.text)}, which is not understood as a step: write numbers there`;
	const speaks = (column: string) => isMetricName(column) || isTellingStep(column);
	const isTable = (rest: Uint8Array) => judgeHead(name, rest)?.split('\n').some(speaks) === true;
	const ofLines = /\.(?:jsonl|ndjson)$/i.test(name) ? whyJsonPassedOver(head) : null;
	return whyNearTable(head, isTable) ?? ofLines ?? whyBlanks(head) ?? 'its first lines show no metrics of a training';
}
