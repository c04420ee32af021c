import type {Judgement} from '../../../core/status.ts';
import {byForm} from '../line/by-form.ts';

/** How a run ended, as its output says it. */
export interface Ending {
	status: Judgement['status'];
	/** "traceback", "Slurm: time limit": what was seen, without the file's name. */
	why: string;
	error: string | null;
	/** A stronger one replaces a weaker: Slurm's word 4, a traceback 3, what a runtime says of a crash 2, a dead process 1, the end of training 0. */
	strength: number;
	/** True for the word of a trainer that did all it had to do: a failure or an interruption before it was an earlier attempt's. */
	isOfTrainer?: boolean;
	/** True for the end of training, behind which the program may evaluate. */
	isOfTraining?: true;
	/** True for the end of what stands behind the line that says it. */
	isOfFollowing?: true;
}

const crashes = byForm(
	/^(?:\S+: line \d+:\s+\d+ )?(?:Segmentation fault|Bus error|Illegal instruction|Aborted|Killed)(?:\s+\(core dumped\))?(?:\s.*)?$/,
);
const terminated = /^(?:Terminated|\S+: line \d+:\s+\d+ Terminated(?:\s.*)?|srun: error: \S+: tasks? \S+: Terminated)$/;
/** What C++ says of an exception that nobody caught, PyTorch's watchdog of NCCL among them, and Python where it cannot go on. */
const thrown = byForm(/^(?:terminate called|\s+what\(\): |Fatal Python error: )/);
/** What the launchers of DeepSpeed, PyTorch and MPI say behind what the process has said itself. */
const returned = /\bexits with return code = (-?[1-9]\d*)$/;
/** What the launcher of DeepSpeed says once it has ended its processes. */
const interrupted = /^Main process received (SIG(?:INT|TERM)), exiting$/;
/** What it says where all went well (deepspeed/launcher/launch.py). */
const launched = /\bProcess \d+ exits successfully\.$/;
/** What `run.pl` of Kaldi and ESPnet writes at the end of the log of a command. */
const ended = /^# Ended \(code (\d+)\b[^)]*\) at /;
const bySignal =
	/^(?:\s*traceback : Signal (\d+) \(\w+\) received by PID \d+|mpi(?:run|exec) noticed that .* exited on signal (\d+).*)$/;

/** Strength of the word of a launcher that all went well: it runs all kinds of programs. */
export const ofLauncher = 0.5;

/** The end that a process's death is, unless something stronger was said of it. */
export const dead = (why: string, error: string | null): Ending => ({status: 'failed', why, error, strength: 1});

/** True for the signals that somebody sends to end a process: SIGINT, SIGTERM. */
export const asksToStop = (signal: string): boolean => signal === '2' || signal === '15';

const stopped = (why: string): Ending => ({status: 'stopped', why, error: null, strength: 1});

/** The end of a process that a line tells which shells, runtimes and launchers write; null for every other line. */
export function readDeath(line: string): Ending | null {
	if (crashes.test(line)) return dead(/[A-Z][a-z]+(?: [a-z]+)?/.exec(line)?.[0] ?? 'crash', line.trim());
	if (line.includes('Terminated') && terminated.test(line)) return stopped('Terminated');
	if (thrown.test(line)) return {...dead('crash', line.trim().replace(/^what\(\): +/, '')), strength: 2};
	const signalName = line.startsWith('Main process') ? interrupted.exec(line)?.[1] : undefined;
	if (signalName !== undefined) return stopped(signalName);
	const code = line.includes('return code') ? returned.exec(line)?.[1] : undefined;
	if (code !== undefined) return dead(`return code ${code}`, null);
	if (line.includes('exits successfully') && launched.test(line))
		return {status: 'finished', why: 'exits successfully', error: null, strength: ofLauncher};
	const end = line.startsWith('# Ended') ? ended.exec(line)?.[1] : undefined;
	if (end === '0') return {status: 'finished', why: 'exit code 0', error: null, strength: ofLauncher};
	if (end !== undefined) return dead(`exit code ${end}`, null);
	const found = line.includes('ignal ') ? bySignal.exec(line) : null;
	const signal = found?.[1] ?? found?.[2];
	if (signal === undefined) return null;
	return asksToStop(signal) ? stopped(`signal ${signal}`) : dead(`signal ${signal}`, line.trim());
}
