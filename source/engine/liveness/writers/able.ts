import path from 'node:path';
import {findProgram} from '../../../core/command/program.ts';
import {isWithin} from '../../../core/files/paths.ts';
import type {PythonHabits} from '../../../core/writer-habits.ts';
import type {PythonProcess} from '../../../io/processes/python-processes.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import {runsNamesake, runsProgram} from './program.ts';
import {isNear, worksNear} from './sleepers.ts';

/** Of two that are as near: one that is at work, rather than asleep; else whichever came up last, as the other may have begun an earlier run. */
export function isLikelier(process: PythonProcess, than: PythonProcess): boolean {
	if (process.isSuspended !== than.isSuspended) return than.isSuspended;
	return process.startTicks > than.startTicks;
}

/** True where nothing that is known of a process speaks against its writing a run of such a writer. */
export function isAble(process: PythonProcess, {needs, program, hasBegun}: PythonHabits): boolean {
	if (needs.some(library => process.has[library] === false)) return false;
	const {writtenBytes} = process;
	if (hasBegun !== undefined && writtenBytes !== null && writtenBytes < hasBegun.leastBytes) return false;
	return program === null || (runsProgram(process.words, program) !== false && !runsNamesake(process, program));
}

/**
 * True for a process that may go on with a run whose files it does not hold any more: it works where that lies or was started, or runs its script. None
 * is who runs another program above where the run was started: whoever starts jobs from there has processes for them.
 */
export function mayHold(process: PythonProcess, run: TrackedRun): boolean {
	const {command} = run.facts;
	const {words, directory} = process;
	if (command?.cwd == null || directory === null) return isNear(process, run);
	const program = path.resolve(command.cwd, findProgram(command.argv).word);
	if (!worksNear(process, run)) return isNear(process, run) && !runsNamesake(process, program);
	const isAbove = directory !== command.cwd && isWithin(command.cwd, directory);
	return !isAbove || runsProgram(words, program) !== false;
}
