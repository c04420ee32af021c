import {findProgram} from '../../core/command/program.ts';
import type {RunFacts} from '../../core/run.ts';
import {startedAtMsOf} from '../../io/processes/processes.ts';
import type {PythonProcess} from '../../io/processes/python-processes.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import {runsProgram} from './program.ts';

interface Begun {
	key: number;
	format: string;
	startedAtMs: number;
	program: string;
}

/** Runs by when they were begun and by which program, to tell whose writer a process is that came up before one of them. */
export class Beginners {
	private begun: Begun[] | null = null;
	private runs: ReadonlyMap<number, TrackedRun> = new Map();

	/** Takes note of all runs as they are now; they are looked through when that is asked for. */
	meet(runs: ReadonlyMap<number, TrackedRun>): void {
		this.runs = runs;
		this.begun = null;
	}

	/**
	 * True where a process has begun another run: one of the same tracker that the program which it runs began after it came up, and no other
	 * process that runs it came up in between.
	 * @param here when this machine was booted, milliseconds since the epoch
	 */
	hasBegunOther(
		process: PythonProcess,
		run: TrackedRun,
		processes: readonly PythonProcess[],
		here: {bootedAtMs: number},
	): boolean {
		this.begun ??= [...this.runs.values()].flatMap(begunOf);
		const upAtMs = startedAtMsOf(process, here);
		return this.begun.some(({key, format, startedAtMs, program}) => {
			if (startedAtMs < upAtMs || key === run.key || format !== run.format) return false;
			if (runsProgram(process.words, program) !== true) return false;
			return !processes.some(other => {
				const otherUpAtMs = startedAtMsOf(other, here);
				return otherUpAtMs > upAtMs && otherUpAtMs <= startedAtMs && runsProgram(other.words, program) === true;
			});
		});
	}
}

/** The script that a run was started with, where its writer keeps a pulse and so is not told by its program alone; null where none was recorded. */
export function scriptOf({command, writer: {pulse}}: Pick<RunFacts, 'command' | 'writer'>): string | null {
	const program = pulse === undefined || command === null ? null : findProgram(command.argv);
	return program?.kind === 'script' ? program.word : null;
}

function begunOf({key, format, facts}: TrackedRun): Begun[] {
	const {startedAtMs, writer} = facts;
	const program = writer.python?.program ?? scriptOf(facts);
	return startedAtMs === null || program === null ? [] : [{key, format, startedAtMs, program}];
}
