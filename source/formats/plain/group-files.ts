import {nameOf} from '../../core/files/paths.ts';
import {gather} from '../../core/table/gather.ts';
import type {Claim} from '../format.ts';
import {stemOf} from './files-source.ts';
import {isClientName, isMonitorName, isNumberedMonitor, isPartName, withoutPhases} from './names/part-names.ts';
import {isDrawnName} from './names/telling.ts';

/** A file that was found to hold metrics; files with one signature, in any order, have the same columns. */
export interface Found {
	path: string;
	signature: string;
}

/** What an environment's monitor writes in reinforcement learning: a row an episode, with its reward, length and time. */
function isMonitor({path, signature}: Found): boolean {
	return isMonitorName(stemOf(path)) && /^r\nl\nt(?:\n|$)/.test(signature);
}

/** True for what TensorBoard gives of one tag as a table. */
const isDownloaded = ({signature}: Found): boolean => signature === 'Wall time\nStep\nValue';

/** The run that TensorBoard names in the name of such a file; null for any other. */
const downloadedRun = (file: Found): string | null =>
	isDownloaded(file) ? (/^run-(.*)-tag-/.exec(stemOf(file.path))?.[1] ?? null) : null;

/**
 * True for such files that a person has named after their metrics, so that they are parts of one run, and not after runs: of several metrics,
 * `actorloss` and `reward`, and with no other word in two of them, as one metric of each run has (`reward_ppo`), or each metric of two (`ppo_loss`).
 */
function areNamedByMetric(downloaded: readonly Found[]): boolean {
	if (downloaded.some(file => downloadedRun(file) !== null)) return false;
	const stems = downloaded.map(({path}) => wordsOf(withoutPhases(stemOf(path)).toLowerCase()));
	const metrics = stems.flatMap(words => words.findLast(isDrawnName) ?? []);
	const others = stems.flatMap(words => [...new Set(words)].filter(word => word !== words.findLast(isDrawnName)));
	return 2 * metrics.length > stems.length && new Set(metrics).size > 1 && new Set(others).size === others.length;
}

/** The words of a name, also of `actorloss`. */
const wordsOf = (name: string): string[] =>
	name
		.replaceAll(/(?<=[a-z])(?=(?:loss|reward|accuracy)(?![a-z]))/g, '_')
		.split(/[-_. ]+/)
		.filter(word => word !== '');

/** True for two files whose names differ in their numbers alone, seeds or folds. What lists a JSON file has its beginning may not show. */
const areOneBut = (one: Found, other: Found): boolean => withoutNumbers(one) === withoutNumbers(other);

const withoutNumbers = ({path}: Found): string => nameOf(path).replaceAll(/\d+/g, '#');

/**
 * Files that are a run each, but for the tags of one run, and for tables of its phases: `a_train_1.csv` and `a_val_1.csv`. The output of a test may
 * be that of a program of its own, which ends by itself.
 */
function runsOf(apart: readonly Found[], isOutput: boolean): string[][] {
	const sorted = apart.toSorted((a, b) => (nameOf(a.path) < nameOf(b.path) ? -1 : 1));
	const runs = gather(sorted, file => {
		const run = downloadedRun(file);
		if (run !== null) return `\0${run}`;
		return isOutput ? file.path : withoutPhases(nameOf(file.path));
	});
	return [...runs.values()].map(files => files.map(({path}) => path).sort(mainFirst));
}

/**
 * Names of the file that a run is named after come first, then those of a training, so that they keep their metrics' bare names; what clients wrote
 * stands behind all others.
 */
function mainFirst(a: string, b: string): number {
	const rank = (path: string) => rankOf(stemOf(path)) + (isClientName(stemOf(path)) ? 3 : 0);
	return rank(a) - rank(b) || (a < b ? -1 : 1);
}

function rankOf(stem: string): number {
	if (/^(?:metrics|log|history|progress|results|train(?:ing)?(?:_?log)?|output)$/i.test(stem)) return 0;
	return /(?:^|[-_. ])train(?:ing)?(?:$|[-_. ])/i.test(stem) ? 1 : 2;
}

/**
 * Makes claims of the data files of one directory. A single file makes the directory a run. Of several, those named by their part in a run
 * (metrics, train, eval) make up the directory's run, with what its clients wrote; others with the same columns, in JSON also those with the same
 * name but for numbers, are each a run of their own. Episodes that monitors count are left out beside the training's own table, which counts the
 * time steps of all environments.
 */
export function groupFiles(format: string, directory: string, all: readonly Found[]): Claim[] {
	const hasProgress = all.some(({path, signature}) => stemOf(path) === 'progress' && signature !== '');
	const found = hasProgress ? all.filter(file => !isMonitor(file)) : all;
	if (found.length === 0) return [];
	const areMetrics = areNamedByMetric(found.filter(isDownloaded));
	const isPart = (file: Found) => isPartName(stemOf(file.path)) || (isMonitor(file) && isNumberedMonitor(stemOf(file.path)));
	const parts = found.filter(file => isPart(file) || (areMetrics && isDownloaded(file)));
	// Beside what the training writes of itself, clients are no runs. What they print, though, may be of programs that end by themselves.
	const isClient = (file: Found) => isClientName(stemOf(file.path)) && !parts.includes(file);
	if (parts.length > 0 && format !== 'textlog') parts.push(...found.filter(isClient));
	const others = found.filter(file => !parts.includes(file));
	const isCut = format === 'json';
	const columns = new Map(found.map(file => [file, file.signature.split('\n').sort().join('\n')]));
	const shares = (file: Found) =>
		found.some(other => other !== file && (columns.get(other) === columns.get(file) || (isCut && areOneBut(other, file))));
	const apart = found.length === 1 ? [] : others.filter(shares);
	const rest = others.filter(file => !apart.includes(file));
	// Beside runs of their own, a lone file with another set of columns is one more of them, not the run of the directory.
	const joins = apart.length > 0 && parts.length === 0 ? [] : rest;
	if (joins.length === 0) apart.push(...rest.filter(file => !apart.includes(file)));
	const together = [...parts, ...joins].map(({path}) => path).sort(mainFirst);
	const claims: Claim[] = [];
	if (together.length > 0) claims.push({format, path: directory, files: together, ownsSubtree: false});
	for (const paths of runsOf(apart, format === 'textlog'))
		claims.push({format, path: paths[0]!, files: paths, ownsSubtree: false});
	return claims;
}
