import type {Judgement} from '../../core/run.ts';

/** How a run ended, as its output says it. */
export interface Ending {
	status: Judgement['status'];
	/** "traceback", "Slurm: time limit": what was seen, without the file's name. */
	why: string;
	error: string | null;
	/** A stronger one replaces a weaker: Slurm's word 3, a traceback 2, a dead process 1, the end of training 0. */
	strength: number;
}

const tracebackStart = /Traceback \(most recent call last\)/;
const groupStart = /^\s*\+ Exception Group Traceback/;
const between = /^(?:During handling of the above exception|The above exception was the direct cause)/;
const slurmCancelled = /slurmstepd: error: \*\*\* (?:JOB|STEP) (\S+) ON (\S+) CANCELLED AT \S+(?: DUE TO (.+?))? \*\*\*/;
const outOfMemory = /oom[-_ ]kill|Out of memory: Killed process|out-of-memory handler/i;
const gpuMemory =
	/(?:[\w.]*OutOfMemoryError: .*|(?:RuntimeError: )?CUDA out of memory\..*|CUDA error: out of memory.*|RESOURCE_EXHAUSTED: .*out of memory.*)$/i;
const crashes =
	/^(?:\S+: line \d+:\s+\d+ )?(?:Segmentation fault|Bus error|Illegal instruction|Aborted|Killed)(?:\s+\(core dumped\))?(?:\s.*)?$/;
const taskExit =
	/^srun: error: \S+: tasks? \S+: (?:Exited with exit code (\d+)|(Killed|Segmentation fault|Bus error|Aborted|Out Of Memory).*)/;
const finished =
	/^(?:`?Trainer\.fit`? stopped: `?max_\w+=\S+`? reached|Training (?:is )?(?:complete|completed|finished|done)\b|(?:Finished|Completed) training\b)/i;
const errorLine = /^[A-Za-z_][\w.]*(?:Error|Exception|Interrupt|Exit|Warning|Failure|Fault|Abort|Timeout|Iteration)?(?::\s.*)?$/;

/** Follows the lines of an output and says when one of them ends the run. */
export class FailureReader {
	private state: 'none' | 'traceback' | 'group' | 'box' | 'afterBox' = 'none';
	/** How far in the head of the traceback stands behind what a logger put before it. */
	private headIndent = 0;

	/** True between the head of a traceback and its last line: what stands there is code. */
	get isInside(): boolean {
		return this.state !== 'none';
	}

	/**
	 * Takes a line without its prefix; gives the ending that it shows, null for nearly all.
	 *
	 * @param indent blanks that went with the prefix though they are the line's own
	 */
	take(line: string, indent = 0): Ending | null {
		if (this.state === 'group') {
			if (/^\s*[|+]/.test(line)) return this.continueGroup(line, indent);
			this.state = 'none';
		}
		if (this.state !== 'none') return this.continueTraceback(line, indent);
		// Nearly every line is ruled out by its letters; only then is it worth a closer look.
		if (line.includes('Traceback') && tracebackStart.test(line)) {
			const isGroup = groupStart.test(line);
			this.state = isGroup ? 'group' : /^\s*[╭┌+]/.test(line) ? 'box' : 'traceback';
			this.headIndent = isGroup ? indentOf(line, indent) : indent;
			return null;
		}
		return this.readOther(line);
	}

	/** The group itself is named one column in, as every line of its traceback is; what is in it stands further in. */
	private continueGroup(line: string, indent: number): Ending | null {
		const error = indentOf(line, indent) === this.headIndent ? /^\s*\| (\S.*)$/.exec(line)?.[1] : undefined;
		return error === undefined || tracebackStart.test(error) || between.test(error) ? null : failure(error);
	}

	private continueTraceback(line: string, indent: number): Ending | null {
		if (this.state === 'box') {
			if (/^\s*[╰└]/.test(line)) this.state = 'afterBox';
			return null;
		}
		if (line.trim() === '' || /^[\s|+]/.test(line) || indent > this.headIndent || tracebackStart.test(line)) return null;
		this.state = 'none';
		if (between.test(line)) return null;
		if (/^KeyboardInterrupt\b/.test(line)) return {status: 'stopped', why: 'KeyboardInterrupt', error: null, strength: 2};
		if (/^SystemExit: 0$/.test(line)) return null;
		return failure(line);
	}

	private readOther(line: string): Ending | null {
		if (line.startsWith('slurmstepd:')) {
			const cancelled = slurmCancelled.exec(line);
			if (cancelled) return readCancel(cancelled[3] ?? null, line);
		}
		const task = line.startsWith('srun:') ? taskExit.exec(line) : null;
		if (task)
			return {
				status: 'failed',
				why: task[1] === undefined ? `srun: ${task[2]}` : `srun: exit code ${task[1]}`,
				error: line,
				strength: 1,
			};
		if (/memory|OutOf|oom/i.test(line)) {
			if (gpuMemory.test(line))
				return {status: 'failed', why: 'out of GPU memory', error: gpuMemory.exec(line)![0].trim(), strength: 2};
			if (outOfMemory.test(line)) return {status: 'failed', why: 'out of memory', error: line.trim(), strength: 2};
		}
		if (crashes.test(line))
			return {status: 'failed', why: /[A-Z][a-z]+(?: [a-z]+)?/.exec(line)?.[0] ?? 'crash', error: line.trim(), strength: 1};
		return finished.test(line) ? {status: 'finished', why: `"${line.trim().slice(0, 60)}"`, error: null, strength: 0} : null;
	}
}

/** The end that the last line of a traceback says, null where it is no error. */
function failure(line: string): Ending | null {
	const isError = errorLine.test(line) || line.includes(':');
	return isError ? {status: 'failed', why: 'traceback', error: line.trim(), strength: 2} : null;
}

const indentOf = (line: string, indent: number): number => indent + line.search(/\S/);

function readCancel(reason: string | null, line: string): Ending {
	if (reason === null) return {status: 'stopped', why: 'cancelled in Slurm', error: null, strength: 3};
	const words = reason.toLowerCase();
	const status = /node fail|out of memory|oom/i.test(words) ? 'failed' : 'stopped';
	return {status, why: `Slurm: ${words}`, error: line.trim(), strength: 3};
}
