import {isConfigColumn} from '../../plain/names/config-names.ts';
import {dataKeyRank, isDataWord} from '../../plain/names/data-words.ts';
import {isId, isMeasured} from '../../plain/names/id-names.ts';
import {isMetricNameKey, isMetricValueKey} from '../../plain/names/long-format.ts';
import {areTransitions, otherSubject} from '../../plain/names/other-subjects.ts';
import {ownStepRank} from '../../plain/names/own-names.ts';
import {phaseLosses} from '../../plain/names/phase-losses.ts';
import {isPluralStep, isTellingStep, stepRank} from '../../plain/names/step-names.ts';
import {isCommonWord, isMetricName, tellingRank} from '../../plain/names/telling.ts';
import {isClock, isTimeName} from '../../plain/names/time-names.ts';
import {isToldOrLogged} from '../../plain/names/told-names.ts';
import {isPlainStem, isTrainingStem} from '../../plain/names/training-stems.ts';
import {mayTellCurves} from '../../plain/rows/curves.ts';
import {mayBeNumber, percentOf} from '../cells/comma-numbers.ts';
import {type Cell, isOfSeveral, isRanked} from './several-trainings.ts';

/** The beginning of a table: its header, the first rows with values, its name without the ending. */
export interface Beginning {
	names: readonly string[];
	rows: readonly (readonly Cell[])[];
	stem: string;
	/** True for a file that its ending calls a table. */
	isTable: boolean;
}

/** Epochs of a training are fewer than the seconds since 1970, or the days that astronomers count. */
const mostEpochs = 1e6;
/** Of a table that does not count them. */
const fewestEpochs = 8;
/** A counter that stands still for so many rows of a table's first ones, on average, counts no training. */
const mostRowsPerStep = 4;

/** True for a table of a training's metrics, by its columns, its first rows and what its name says. */
export function isMetricTable(beginning: Beginning): boolean {
	const {names, rows, stem, isTable} = beginning;
	const telling = tellingRank(stem);
	const written = names.map((_, i) => rows[0]?.[i] ?? null);
	const hasValues = rows.length > 0;
	const isText = (i: number) => typeof written[i] === 'string' && !mayBeNumber(written[i]);
	const isTime = (name: string, i: number) => isTimeName(name) && !isWord(written[i]);
	const isIdAt = (name: string, i: number) =>
		isId(name, isMeasured(name, Number(written[i] ?? Number.NaN)), other => names.includes(other));
	const numeric = names.filter((name, i) => !isText(i) && !isTime(name, i) && !isIdAt(name, i) && !isConfigColumn(name));
	const steps = names.filter((name, i) => isTellingStep(name) && !isText(i) && !isMoment(name, written[i]));
	const subject = otherSubject(names);
	const speaks = (name: string) => isMetricName(name) || isDataWord(name.trim());
	const speaking = names.filter((name, i) => speaks(name) && !isText(i) && subject?.columns.has(name) !== true);
	if (telling < 2 && areTransitions(names)) return false;
	if (steps.length > 0) {
		if (numeric.length < 2) return false;
		return !hasValues || countsTraining(beginning, steps, speaking, subject?.isSure === true);
	}
	if (subject !== null && speaking.length === 0) return false;
	if (isOverRange(names, rows) || isRanked(names, rows)) return false;
	const isOfTraining = isTrainingStem(stem);
	if (!hasValues) return isTable && telling === 2 && (isOfTraining || speaking.length > 0);
	if (isOfSeveral(stem, names)) return false;
	const isPercent = (cell: Cell) => typeof cell === 'string' && percentOf(cell) !== null;
	const hasText = written.some((cell, i) => typeof cell === 'string' && !isPercent(cell) && !isTime(names[i]!, i));
	const hasStep = names.some((name, i) => stepRank(name) >= 0 && !isText(i) && !isHowMany(name, i, rows));
	const hasOddNumbers = rows[0]!.some(cell => typeof cell === 'string' && mayBeNumber(cell));
	// A flag beside the numbers (`is_success`) is no text of a data set.
	const hasWords = names.some((name, i) => isText(i) && !isTime(name, i) && !isFlag(written[i]!));
	const isMost = isMostOf(speaking, numeric);
	if (telling === 2) {
		// Words that a game says at an episode's end may stand behind these.
		if (isMonitor(names)) return true;
		if (numeric.length === 0 || (hasWords && !hasStep && !hasOddNumbers)) return false;
		if (speaking.length > 0 && (isOfTraining || isMost)) return true;
		if (isOfTraining) return !names.some(isRowId) && !isDaily(names, written);
		// What measures something else says when it did.
		const isTimeless = !names.some(isTimeName) && !names.some(isRowId);
		return isPlainStem(stem) && !hasWords && (isTimeless || (hasStep && numeric.length > 1));
	}
	// A plain name or one that a data set may have: then its columns have to speak.
	if (!isMost || speaking.every(isCommonWord) || names.some(isRowId)) return false;
	const isOnlyParted = names.every((name, i) => !isText(i) || isTime(name, i) || mayTellCurves(name) || dataKeyRank(name) >= 0);
	if (hasText) return telling === 1 && hasStep && isOnlyParted;
	return (
		telling === 1 || (hasStep && numeric.length > 1) || isHistoryFrame(names, written) || areLossesOfPhases(names, rows.length)
	);
}

/** True where a column that counts steps, by its name, counts those of a training. */
function countsTraining({names, rows, stem}: Beginning, steps: string[], speaking: string[], isAboutElse: boolean): boolean {
	if (steps.some(name => ownStepRank(name) >= 0)) return true;
	const isLong = names.some(isMetricNameKey) && names.some(isMetricValueKey);
	const words = names.filter((name, i) => isFreeText(name, i, rows));
	if (isLong || speaking.some(name => words.length === 0 || !isCommonWord(name))) return true;
	const isBroadcast = steps.every(name => /^episodes?$/i.test(name)) && names.some(name => /^(?:season|series)$/i.test(name));
	if (isAboutElse || isBroadcast) return false;
	const isOwn = tellingRank(stem) === 2 && isPlainStem(stem);
	const isCounting = names.some(
		(name, i) => stepRank(name) >= 0 && rows.length <= mostRowsPerStep * new Set(rows.map(row => row[i])).size,
	);
	return words.length === 0 ? isCounting || isOwn : isCounting && isOwn;
}

/** True for a column of words that differ from row to row, and say neither when nor of which part of a run the row is. */
function isFreeText(name: string, at: number, rows: readonly (readonly Cell[])[]): boolean {
	if (isTimeName(name) || mayTellCurves(name)) return false;
	const texts = new Set<string>();
	for (const row of rows) {
		const cell = row[at];
		if (typeof cell === 'string' && !mayBeNumber(cell) && !isFlag(cell)) texts.add(cell);
	}
	return texts.size > 1 && !(dataKeyRank(name) >= 0 && [...texts].some(isDataWord));
}

/**
 * True for a plural that says of each row how many there were (the episodes of a test, the steps of an episode): it does not rise, or falls to
 * where it never was. A training that begins anew repeats its counts.
 */
function isHowMany(name: string, at: number, rows: readonly (readonly Cell[])[]): boolean {
	if (!isPluralStep(name)) return false;
	const counts = rows.map(row => row[at]).filter(cell => typeof cell === 'number');
	const isNew = (count: number, i: number) => counts.indexOf(count) === i;
	return (
		!counts.some((count, i) => i > 0 && count > counts[i - 1]!) ||
		counts.some((count, i) => count < counts[i - 1]! && isNew(count, i))
	);
}

/**
 * True for results over a range, each row's in front: how far ahead is forecast, from which score on it counts, how many of the best do (a `k` from 0
 * on counts iterations), or fractions of one without a name; those that go beyond it are of epochs.
 */
function isOverRange([name]: readonly string[], rows: readonly (readonly Cell[])[]): boolean {
	const cells = rows.map(([cell]) => cell);
	if (name === '') {
		const isPart = (cell: Cell | undefined) => typeof cell === 'number' && cell >= 0 && cell <= 1;
		return cells.every(isPart) && cells.some(cell => !Number.isInteger(cell));
	}
	const known = /^(?:horizon|threshold|cut_?off|top[-_]?k|(k))$/i.exec(name?.trim() ?? '');
	return known !== null && (known[1] === undefined || cells[0] !== 0);
}

/** True where more than a third of the numbers are metrics; the rate of learning is none, and neither is what counts the rows. */
function isMostOf(speaking: readonly string[], numeric: readonly string[]): boolean {
	const known = new Set(speaking);
	const counted = numeric.filter(name => name !== '' && stepRank(name) < 0 && !/^(?:lr|learning_?rate)$/i.test(name));
	return 3 * counted.filter(name => known.has(name)).length > counted.length;
}

/** An epoch may be a moment: seconds since 1970, or days. */
const isMoment = (name: string, cell: Cell | undefined) =>
	/^epochs?$/i.test(name.trim()) && typeof cell === 'number' && cell >= mostEpochs;

/** True for ids of what each row is about: an image, a customer. */
const isRowId = (name: string) =>
	/(?:^|[-_ .])id$|[a-z]Id$|^(?:ID|rownames|subject|participant)$/.test(name.trim()) && !mayTellCurves(name);

/** True where a row is of a day or a month, and of no time of it: a training writes more of them. */
function isDaily(names: readonly string[], written: readonly Cell[]): boolean {
	if (names.some((name, i) => isTimeName(name) && isClock(name, String(written[i] ?? '')))) return false;
	return names.some((name, i) => isTimeName(name) && /^\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?$/.test(String(written[i] ?? '')));
}

/** What Stable-Baselines3 and its forerunners write of each episode: reward, length, time. */
const isMonitor = (names: readonly string[]) => ['r', 'l', 't'].every((name, i) => names[i] === name);

/** A data frame of losses and metrics alone, its index in front: pandas writes that without a name, and from 0. */
function isHistoryFrame([index, ...names]: readonly string[], [first]: readonly Cell[]): boolean {
	return index === '' && first === 0 && names.every(isMetricName) && names.some(name => /loss/i.test(name));
}

/**
 * True for columns of metrics and of what they took in time, with the loss of training and that of other data, whatever the file is called. Fewer rows
 * may as well be one a fold or a variant, and those with a rate of learning one each.
 */
function areLossesOfPhases(names: readonly string[], rows: number): boolean {
	if (rows < fewestEpochs || names.some(isToldOrLogged)) return false;
	const {trained, others} = phaseLosses(names);
	return trained.length > 0 && others.length > 0 && names.every(name => isMetricName(name) || /time|seconds/i.test(name));
}

/** True for a text that is neither a time, which has digits, nor nothing: of a `date` that says with whom, of a `wall` that says which. */
const isWord = (cell: Cell | undefined): boolean => typeof cell === 'string' && !/\d|^(?:na[nt]|none|null|n\/a|\W*)$/i.test(cell);

const isFlag = (cell: number | string) => /^(?:true|false)$/i.test(String(cell));
