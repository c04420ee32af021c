import type {Entry} from '../../../core/files/files.ts';
import {nameOf} from '../../../core/files/paths.ts';
import {decodeText} from '../../../encodings/text/text.ts';
import type {Listing} from '../../format.ts';
import {stemOf} from '../files-source.ts';
import {isPacked, unpackedName} from '../packed.ts';
import {isSureTable, isTellingStem} from '../training-table.ts';
import {tellingRank} from './telling.ts';

const mostNamesBytes = 4096;
const mostComments = 16;
/** The parts of a data set: `train.csv.gz`, `test-2.jsonl.gz`. */
const isPhase = /^(?:(?:train(?:ing)?|val(?:id(?:ation)?)?|eval(?:uation)?|test(?:ing)?|\d+)(?:[-_. ]|$))+$/i;
/** Directories of results; one called `train` or `test` holds data as often. */
const resultsDirectory = /^(?:results?|runs?|experiments?|outputs?)$/i;

/** True of a directory that speaks of a training by its name, or is a run's. */
function isOfTraining({path, isOfRun}: Listing): boolean {
	const directory = nameOf(path);
	return isOfRun === true || tellingRank(directory) === 2 || resultsDirectory.test(directory);
}

/**
 * The entries of a directory that may be a format's by their names, compressed ones included. Data sets are compressed far more often than metrics are,
 * and unpacking costs more than all else that finding runs does: so one counts only where its name, its directory or a run there speaks of a training.
 * @param isPlausible judges by the name that an entry has unpacked
 */
export function plausibleEntries(listing: Listing, isPlausible: (entry: Entry) => boolean): Entry[] {
	const isTraining = isOfTraining(listing);
	return listing.entries.filter(entry => {
		if (!isPacked(entry.name)) return isPlausible(entry);
		return (isTraining || isTellingName(entry.name)) && isPlausible({...entry, name: unpackedName(entry.name)});
	});
}

function isTellingName(name: string): boolean {
	const stem = stemOf(name);
	return isTellingStem(stem) && !isPhase.test(stem);
}

/**
 * True of a compressed file that is called as a data set may be, where nothing around it speaks of a training, and whose first line names no step and
 * metric: that is seen before anything of it is parsed. `head` is its beginning, unpacked.
 */
export function isPackedData(listing: Listing, name: string, head: Uint8Array): boolean {
	if (!isPacked(name) || tellingRank(stemOf(name)) === 2 || isOfTraining(listing)) return false;
	const lines = decodeText(head, 0, mostNamesBytes).split(/[\r\n]+/, mostComments);
	const first = lines.find(line => line !== '' && !line.startsWith('#'));
	return first !== undefined && !isSureTable(first.split(/[^\w/. @-]+/));
}
