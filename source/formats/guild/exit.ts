import type {Judgement} from '../../core/status.ts';

/** Signals by which a person, or a batch system in their name, ends a program; -16 is Guild's own code for ctrl-c. */
const asked: Record<number, string> = {1: 'SIGHUP', 2: 'SIGINT, ctrl-c', 9: 'SIGKILL', 15: 'SIGTERM', 16: 'ctrl-c'};
/** Signals by which a program falls. */
const faults: Record<number, string> = {
	4: 'SIGILL',
	5: 'SIGTRAP',
	6: 'SIGABRT',
	7: 'SIGBUS',
	8: 'SIGFPE',
	11: 'SIGSEGV',
	31: 'SIGSYS',
};

/**
 * What an exit status proves, by Python's convention: 0 is success, above it the program's own code, below it the signal that ended it.
 * @param where the file that holds it: "exit_status"
 */
export function judgeExit(code: number, where: string): Judgement {
	if (code === 0) return {status: 'finished', why: `${where} 0`};
	if (code > 0) return {status: 'failed', why: `${where} ${code}`};
	const fault = faults[-code];
	if (fault !== undefined) return {status: 'failed', why: `${where} ${code} (${fault})`};
	const name = asked[-code];
	return {status: 'stopped', why: `${where} ${code}${name === undefined ? '' : ` (${name})`}`};
}

/** The word that Guild and Gage have for it. */
export const wordOfExit = (code: number): string => (code === 0 ? 'completed' : code < 0 ? 'terminated' : 'error');
