import {byForm} from '../line/by-form.ts';
import {readJobKill} from './job-kills.ts';
import {LsfReport} from './lsf-report.ts';
import {asksToStop, dead, type Ending, readDeath} from './process-death.ts';

const tracebackStart = /Traceback \(most recent call last\)/;
const groupStart = /^\s*\+ Exception Group Traceback/;
const between = /^(?:During handling of the above exception|The above exception was the direct cause)/;
const slurmCancelled =
	/slurmstepd(?:-\S+)?: error: \*\*\* (JOB|STEP) \S+ ON \S+ CANCELLED AT \S+(?: DUE (?:TO (.+?)|to SIGNAL .+?))? \*\*\*/;
const slurmFailed = /slurmstepd(?:-\S+)?: error: \*\*\* (?:JOB|STEP) \S+ ON \S+ FAILED \((.+)\) \*\*\*/;
/** What both have in them, and hardly any other line. */
const ofMemory = byForm(/memory|OutOf|oom/i);
const outOfMemory = byForm(/oom[-_ ]kill|Out of memory: Killed process|out-of-memory handler/i);
const gpuMemory = byForm(
	/(?:[\w.]*OutOfMemoryError: .*|(?:RuntimeError: )?CUDA out of memory\..*|CUDA error: out of memory.*|RESOURCE_EXHAUSTED: .*out of memory.*)$/i,
);
const taskExit =
	/^srun: error: \S+: tasks? \S+: (?:Exited with exit code (\d+)|(Killed|Segmentation fault|Bus error|Aborted|Out Of Memory).*)/;
const signalled = /SignalException: Process \d+ got signal: (\d+)/;
const finished = byForm(
	/^(?:[\w.]+ \| )?\W*(?:Trainer\.fit`? stopped: `?max_\w+=\S+`? reached|(?:Model )?Training (?:is )?(?:complete|completed|finished|done)\b|(?:Finished|Completed) training\b|Finish training(?=[.!:]|\s*$)|End of training(?=[.!]|\s*$)|(?:Total training time:?|Training time) (?:\d+ days?, )?\d+:\d\d:\d\d(?:\.\d+)?(?: \([\d.]+ ?s \/ it\))?\s*$|done training in [\d.]+ seconds|The training was finished at \d+ epochs|(?:Ran out of patience|No improvement (?:in|for) [^.:=]{1,40})[.,;] +Stopping(?: training)?\b|Epoch \d+: early stopping\.?\s*$|(?<![\u4e00-\u9fff])训练已?(?:完成|结束)(?=[，,。.！!：:]|\s*$)|(?:Early stopping,|Did not meet early stopping\.) best iteration is:\s*$|Shrink model to first \d+ iterations\.$|bestIteration = \d+$)/i,
);
/** What loops say that stop by themselves: "Early stopping triggered at epoch 12", "Early stop: no improvement", "Stopping early at epoch 12". */
const stoppedEarly = byForm(
	/^\W*(?:early[- ]?stop(?:ping|ped)?(?!\s*$)|(?:training )?stopp(?:ing|ed)(?: training)? early)(?: triggered)?(?: (?:at |after )?ep(?:och)? \d+(?: \([^)]*\))?| after \d+ epochs)?(?:(?:[.,:;]| [-–—])? (?:due to (?!reaching max)|because |no improvement|(?:the )?best )[^/?]{1,100})?[.!]*\s*$/i,
);
/** "Training finished" in other languages. */
const finishedAbroad = byForm(
	/^[^\p{L}]*(?:обучение (?:модели )?(?:завершено|окончено)|entrenamiento (?:finalizado|completado|terminado|completo)|treinamento (?:finalizado|conclu[íi]do|completo)|entra[îi]nement termin[ée]|training (?:abgeschlossen|beendet)|addestramento (?:completato|terminato)|학습 ?(?:이 )?(?:완료|종료)|学習が?(?:完了|終了))/iu,
);
/** What Detectron2 says of the last checkpoint of a training, and of its time whether it came to its end or not. */
const savedFinal = byForm(/^Saving checkpoint to \S*\bmodel_final\.pth\s*$/);
const timeWithHooks = byForm(/^Total training time: (?:\d+ days?, )?[\d:.]+ \([\d:.]+ on hooks\)\s*$/);
/** What Lightning says where it catches the interruption itself. */
const interrupted = byForm(/^Detected KeyboardInterrupt, attempting graceful shutdown/);
/** What the launcher of accelerate says of the program that it ran. */
const programFailed = /\bCalledProcessError: Command .*\bpython.* (?:returned non-zero exit status|died with)/;
const errorLine = /^[A-Za-z_][\w.]*(?:Error|Exception|Interrupt|Exit|Warning|Failure|Fault|Abort|Timeout|Iteration)?(?::\s.*)?$/;

/** What says that it is an error, and nothing else that may stand behind a traceback without its last line. */
const surelyError =
	/^(?:[A-Za-z_][\w.]*(?:Error|Exception|Interrupt|Exit|Failure|Fault|Abort|Timeout|Iteration)|(?:[A-Za-z_]\w*\.)+[A-Z]\w*)(?:\(\w+\))?(?:: |:?$)/;
const bar = /^(?:[^|]{0,100}:)?\s*\d{1,3}%\|/;
/** Where PowerShell says in its own language that it met what a program wrote to stderr, behind the first line of that: "At line:1 char:1". */
const ofPowerShell = /^\p{L}+ \p{L}+ ?: ?\d+ \p{L}+ ?: ?\d+\s*$/u;
/** What lines of a traceback begin with that are no code: that stands four columns in. */
const frame = /^\s*(?:File "|> File |\[Previous line |[|+└│├╰])/;
const columnsOfCode = 4;
/** Lines of something else, in a traceback that has no end. */
const mostForeign = 100;

/** Follows the lines of an output and says when one of them ends the run. */
export class FailureReader {
	private state: 'none' | 'traceback' | 'group' | 'box' | 'afterBox' = 'none';
	/** True once srun said that a task failed: it then cancels the others itself. */
	private hasTaskFailed = false;
	/** True once the last checkpoint of a training was saved, until its time is said. */
	private hasFinal = false;
	private readonly lsf = new LsfReport();
	/** How far in the head of the traceback stands behind what a logger put before it. */
	private headIndent = 0;
	/** Lines of something else since that head; true for one at hand. */
	private foreign = 0;
	private isForeign = false;

	/** True between the head of a traceback and its last line, for what stands there that is code. */
	get isInside(): boolean {
		return this.state !== 'none' && !this.isForeign;
	}

	/**
	 * Takes a line without its prefix; gives the ending that it shows, null for nearly all.
	 *
	 * @param indent blanks that went with the prefix though they are the line's own
	 */
	take(line: string, indent = 0): Ending | null {
		this.isForeign = false;
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
			this.foreign = 0;
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
		if (this.isOfOther(line, indent) || ofPowerShell.test(line)) return null;
		// Loguru points at the frame that caught it: "> File".
		if (line.trim() === '' || /^(?:[\s|+]|> File )/.test(line) || indent > this.headIndent || tracebackStart.test(line))
			return null;
		this.state = 'none';
		if (this.foreign > 0 && !surelyError.test(line) && !between.test(line)) return this.readOther(line);
		if (between.test(line)) return null;
		if (/^KeyboardInterrupt\b/.test(line)) return byKeyboard;
		if (/^SystemExit: 0$/.test(line)) return null;
		return failure(line);
	}

	/** True for a line of something else, as another process writes it: a traceback may have lost its end, or go on behind it. */
	private isOfOther(line: string, indent: number): boolean {
		const columns = indentOf(line, indent) - this.headIndent;
		const isBar = line.includes('%|') && bar.test(line);
		if (!isBar && !(columns > 0 && columns < columnsOfCode && !frame.test(line))) return false;
		this.isForeign = true;
		if (++this.foreign > mostForeign) this.state = 'none';
		return true;
	}

	private readOther(line: string): Ending | null {
		if (line.startsWith('slurmstepd')) {
			const cancelled = slurmCancelled.exec(line);
			if (cancelled?.[1] === 'STEP' && cancelled[2] === undefined && this.hasTaskFailed) return null;
			if (cancelled) return readCancel(cancelled[2] ?? null, line);
			const failed = slurmFailed.exec(line);
			if (failed) return dead(`Slurm: ${failed[1]}`, line.trim());
		}
		const task = line.startsWith('srun:') ? taskExit.exec(line) : null;
		if (task) {
			this.hasTaskFailed ||= task[1] !== undefined;
			return dead(task[1] === undefined ? `srun: ${task[2]}` : `srun: exit code ${task[1]}`, line);
		}
		if (ofMemory.test(line)) {
			if (gpuMemory.test(line))
				return {status: 'failed', why: 'out of GPU memory', error: gpuMemory.exec(line)![0].trim(), strength: 3};
			if (outOfMemory.test(line)) return {status: 'failed', why: 'out of memory', error: line.trim(), strength: 3};
		}
		// Hydra says so before the traceback, which it leaves out of errors that it knows (hydra/_internal/utils.py).
		if (line.startsWith('Error executing job with overrides:'))
			return {status: 'failed', why: 'error of the job', error: line.trim(), strength: 2};
		if (interrupted.test(line)) return byKeyboard;
		const death = this.lsf.take(line) ?? readJobKill(line) ?? readDeath(line);
		if (death !== null) return death;
		const isFinal = this.hasFinal && timeWithHooks.test(line);
		this.hasFinal = !isFinal && (this.hasFinal || savedFinal.test(line));
		const isOver = isFinal || finished.test(line) || stoppedEarly.test(line) || finishedAbroad.test(line);
		if (!isOver) return null;
		const why = `"${line.trim().slice(0, 60)}"`;
		return {status: 'finished', why, error: null, strength: 0, isOfTraining: true, isOfTrainer: line.includes('Trainer.fit')};
	}
}

const byKeyboard: Ending = {status: 'stopped', why: 'KeyboardInterrupt', error: null, strength: 3};

/** The end that the last line of a traceback says, null where it is no error. */
function failure(line: string): Ending | null {
	const signal = signalled.exec(line)?.[1];
	if (signal !== undefined && asksToStop(signal)) return {status: 'stopped', why: `signal ${signal}`, error: null, strength: 2};
	// What a launcher says of a process does not replace what that has said itself.
	if (/\bChildFailedError:?/.test(line)) return dead('torchrun', line.trim());
	if (programFailed.test(line)) return dead('traceback', line.trim());
	const isError = errorLine.test(line) || line.includes(':');
	return isError ? {status: 'failed', why: 'traceback', error: line.trim(), strength: 3} : null;
}

const indentOf = (line: string, indent: number): number => indent + line.search(/\S/);

function readCancel(reason: string | null, line: string): Ending {
	if (reason === null) return {status: 'stopped', why: 'cancelled in Slurm', error: null, strength: 4};
	const words = reason.toLowerCase();
	const status = /node fail|out of memory|oom/i.test(words) ? 'failed' : 'stopped';
	return {status, why: `Slurm: ${words}`, error: line.trim(), strength: 4};
}
