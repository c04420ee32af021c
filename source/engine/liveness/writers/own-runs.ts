import {startedAtMsOf} from '../../../io/processes/processes.ts';
import type {PythonProcess} from '../../../io/processes/python-processes.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import {runsProgram} from './program.ts';
import {worksNear} from './sleepers.ts';

/** No process has more processes above it that could be asked for. */
const deepest = 16;

/** A run, when it was begun, milliseconds since the epoch, and by which program. */
export interface Begun {
	run: TrackedRun;
	startedAtMs: number;
	program: string;
}

/** The processes as they are now, and when this machine was booted, milliseconds since the epoch. */
export interface Machine {
	processes: readonly PythonProcess[];
	here: {bootedAtMs: number};
}

/**
 * The runs of a tracker that a living process has begun as far as anybody can tell, the earliest first: those that its program began since it came
 * up, and before another process of that program did, but that nobody works nearer to. Where it works near some, the others are somebody else's.
 */
export function ownRunsOf(
	process: PythonProcess,
	format: string,
	begun: readonly Begun[],
	{processes, here}: Machine,
): TrackedRun[] {
	const upAtMs = startedAtMsOf(process, here);
	const own = begun.filter(({run, startedAtMs, program}) => {
		if (run.format !== format || startedAtMs < upAtMs || runsProgram(process.words, program) !== true) return false;
		const isNear = worksNear(process, run);
		return !processes.some(other => {
			const otherUpAtMs = startedAtMsOf(other, here);
			if (other === process || otherUpAtMs > startedAtMs) return false;
			const isNearer = isNear === worksNear(other, run) ? otherUpAtMs > upAtMs : !isNear;
			return isNearer && runsProgram(other.words, program) === true && !isForkOf(other, process, processes);
		});
	});
	const near = own.filter(({run}) => worksNear(process, run));
	return (near.length > 0 ? near : own).sort((one, other) => one.startedAtMs - other.startedAtMs).map(({run}) => run);
}

/** What is asked of a process that may write to a run which is silent for longer than it ever was. Times in milliseconds since the epoch. */
interface Question {
	run: TrackedRun;
	/** When it should have been written to at the latest. */
	overdueAtMs: number;
	/** When it was taken up again at the latest; null where nobody knows. */
	takenUpByMs: number | null;
	/** When the process came up. */
	upAtMs: number;
	/** True where it works near a run. */
	isNear: (run: TrackedRun) => boolean;
	/** What it has begun, the earliest first. */
	own: readonly TrackedRun[];
	/** True for a run that is within another one, or has others within it: a program has several of those open at a time. */
	isNested: (run: TrackedRun) => boolean;
}

/**
 * True where a process cannot be the writer of a silent run, because it writes to one of its own, and came up after the silent one was begun, or works
 * where its own lies and not where that does. Any other may have both open: programs make several runs at a time.
 */
export function writesOther({run, overdueAtMs, takenUpByMs, upAtMs, isNear, own, isNested}: Question): boolean {
	const startedAtMs = run.facts.startedAtMs ?? 0;
	// Who came up when it was begun already, and taken up, has come for those of its own.
	if (takenUpByMs !== null && Math.max(startedAtMs, takenUpByMs) < upAtMs) return own.some(one => one !== run);
	const first = own.find(({facts}) => facts.outcome === null);
	if (first === undefined || first === run || isNested(run) || isNested(first)) return false;
	if ((first.facts.lastSignMs ?? 0) <= overdueAtMs) return false;
	return startedAtMs < upAtMs || (isNear(first) && !isNear(run));
}

/** True where a process is another one's that goes on as the same program, such as one that loads its data: it was started by it and shows its words. */
function isForkOf(process: PythonProcess, of: PythonProcess, processes: readonly PythonProcess[]): boolean {
	if (process.words.join('\0') !== of.words.join('\0')) return false;
	let {parentPid} = process;
	for (let depth = 0; depth < deepest; depth++) {
		if (parentPid === of.pid) return true;
		const parent = processes.find(other => other.pid === parentPid);
		if (parent === undefined) return false;
		parentPid = parent.parentPid;
	}
	return false;
}

/** A process and those that go on as the same program above it, itself first. */
export function withForkers(process: PythonProcess, processes: readonly PythonProcess[]): PythonProcess[] {
	return [process, ...processes.filter(other => other !== process && isForkOf(process, other, processes))];
}
