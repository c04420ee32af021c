import type {FileAccess} from '../../core/files/files.ts';
import type {Problem} from '../../core/run.ts';
import type {PickleValue} from '../../encodings/pickle/index.ts';
import {type Checkpoints, type Notes, readCheckpoints, readNotes} from './beside.ts';
import {fileNames} from './layout.ts';
import {type RunFile, readRunFile} from './parameters.ts';
import type {Pulse} from './pulse.ts';
import {faultOfResult, faultOfSaved} from './result-faults.ts';
import {absenceOf, readSaved, readTime, resultLimits, type Saved, tooLarge} from './saved.ts';
import type {SavedState} from './state.ts';

const lossOfRun =
	': what can still be read of its parameters is shown, and xman cannot start it from that; restore the file from a copy, or make its pipeline again';
const lossOfPulse = ': it is being written, or it is damaged; the time of the file, if any, counts as the last pulse';

/** What the files of one experiment hold beside its pulse. */
export interface ExperimentFiles {
	state: SavedState;
	time: Saved;
	runFile: RunFile;
	result: Saved;
	manualResult: Saved;
	checkpoints: Checkpoints;
	notes: Notes;
}

/** Reads all files of the experiment in a directory whose state is known. */
export function readFilesOf(files: FileAccess, directory: string, state: SavedState): ExperimentFiles {
	const file = (name: string) => `${directory}/${name}`;
	return {
		state,
		time: readTime(files, file(fileNames.saved)),
		runFile: readRunFile(files, file(fileNames.run), state.inside.run),
		result: readSaved(files, file(fileNames.result), resultLimits),
		manualResult: readSaved(files, file(fileNames.manualResult), resultLimits),
		checkpoints: readCheckpoints(files, directory),
		notes: readNotes(files, directory),
	};
}

/** A value that a file of its own holds, else the state. */
export const heldValue = (saved: Saved, inside: PickleValue | null): PickleValue | undefined =>
	saved.present ? saved.value : (inside ?? undefined);

/** What is wrong with these files, but for the state, notes and checkpoints. */
export function faultsOf(
	files: FileAccess,
	directory: string,
	{state, time, runFile, result, manualResult}: ExperimentFiles,
	pulse: Pulse,
): Problem[] {
	const file = (name: string) => `${directory}/${name}`;
	const told: [name: string, message: string | null][] = [
		[fileNames.saved, faultOfTime(files, file(fileNames.saved), time)],
		[fileNames.pulse, pulse.damage === null ? null : `${pulse.damage}${lossOfPulse}`],
		[fileNames.run, runFile.damage === null ? null : `${runFile.damage}${lossOfRun}`],
		[fileNames.run, runFile.isTooLarge ? tooLarge(fileNames.run, runFile.bytes, 'its parameters are not shown') : null],
		[fileNames.result, faultOfResult(files, directory, result, state)],
		[fileNames.manualResult, faultOfManual(files, file(fileNames.manualResult), manualResult)],
	];
	return told.flatMap(([name, message]) => (message === null ? [] : [{file: file(name), message}]));
}

function faultOfTime(files: FileAccess, file: string, time: Saved): string | null {
	if (!time.present) return `${absenceOf(files, file)}; xman itself cannot open the project until it is there`;
	return time.damage === null ? null : `${time.damage}; xman itself cannot open the project until it is repaired`;
}

function faultOfManual(files: FileAccess, file: string, manualResult: Saved): string | null {
	if (files.stat(file)?.kind === 'directory') return '.manual_result is a directory: xman cannot load it; remove it';
	return faultOfSaved(fileNames.manualResult, manualResult);
}
