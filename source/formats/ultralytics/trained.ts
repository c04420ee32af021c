import type {FileAccess} from '../../core/files/files.ts';
import {directoryOf} from '../../core/files/paths.ts';
import type {JsonObject} from '../../core/run.ts';
import {parseNumber} from '../../encodings/numbers/odd-number.ts';
import {decodeFile} from '../../encodings/text/text.ts';

const mostBytes = 64 * 1024;
/** Both files have five decimals. */
const precision = 1e-5;

/**
 * The directories in which the trials of a search were trained: `train`, `train2`, … beside its own, each numbered above the one before, with the
 * arguments that the search had set. Null for a trial without such a one, as those of a search that did not keep them.
 *
 * @param directory that of the search, absolute
 */
export function findTrained(directory: string, trials: readonly JsonObject[], files: FileAccess): (string | null)[] {
	const above = directoryOf(directory);
	const names = files.names(above) ?? [];
	const numbered = names.flatMap(name => {
		const [, number] = /^train(\d*)$/.exec(name) ?? [];
		return number === undefined ? [] : [{number: Number(number || 1), path: `${above}/${name}`}];
	});
	numbered.sort((a, b) => a.number - b.number);
	// From the end: what people trained by the defaults before a search has the settings of its first trial.
	let end = numbered.length;
	const found = trials.toReversed().map(settings => {
		const at = numbered.slice(0, end).findLastIndex(({path}) => wasGiven(settings, path, files));
		if (at < 0) return null;
		end = at;
		return numbered[at]!;
	});
	found.reverse();
	// The first trial has the defaults, as what people trained before has: it is known by the second one's training, which followed. A search that
	// clears its trainings away leaves that of its best trial alone.
	const [first, second] = found;
	if (first && found.length > 1 && second?.number !== first.number + 1) found[0] = null;
	return found.map(training => training?.path ?? null);
}

function wasGiven(settings: JsonObject, training: string, files: FileAccess): boolean {
	const bytes = files.readWhole(`${training}/args.yaml`, mostBytes);
	if (bytes === null) return false;
	const lines = decodeFile(bytes).matchAll(/^(\w+): (.*)$/gm);
	const args = new Map(Array.from(lines, ([, name, value]) => [name!, value!]));
	return Object.entries(settings).every(([name, value]) => {
		const given = parseNumber(args.get(name) ?? '');
		return typeof value === 'number' && given !== null && Math.abs(given - value) < precision / 2;
	});
}
