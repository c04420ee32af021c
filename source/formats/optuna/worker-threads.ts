import type {Json} from '../../core/run.ts';

/** An id that each process draws for its storage, and the number of the thread (Python's `threading.get_ident`), which is its address on Linux. */
const pattern = /^([0-9a-f-]{36})-(\d{12,16})$/;

/** Threads that wrote to a journal, by the process that they are of: each line names its worker (optuna/storages/journal/_storage.py). */
export class WorkerThreads {
	private readonly byProcess = new Map<string, Set<number>>();

	/** Takes note of the worker of a line. */
	note(worker: Json | undefined): void {
		const [, process, thread] = this.parse(worker) ?? [];
		if (process === undefined) return;
		const threads = this.byProcess.get(process) ?? new Set();
		threads.add(Number(thread));
		this.byProcess.set(process, threads);
	}

	/** All threads of the process of a worker, those too that are met later; undefined where its id is none of Optuna's. */
	of(worker: Json | undefined): ReadonlySet<number> | undefined {
		return this.byProcess.get(this.parse(worker)?.[1] ?? '');
	}

	private parse(worker: Json | undefined): RegExpExecArray | null {
		return typeof worker === 'string' ? pattern.exec(worker) : null;
	}
}
