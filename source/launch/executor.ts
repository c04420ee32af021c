import type {Signal} from '../core/acting/act.ts';
import type {Target} from '../core/acting/target.ts';
import {detachRunner, type Report} from './detach.ts';
import type {PreparedRun} from './prepare.ts';
import type {Refusal} from './refusal.ts';
import {type Identity, identify, type Stopped, stopProcess} from './stop.ts';

/**
 * Where runs are started and stopped. What a run prints and how it goes is read from its directory, so that an executor needs no more than
 * this.
 */
export interface Executor<Handle> {
	/** Hands a prepared run over; says when it was started, or why not. */
	submit(prepared: PreparedRun): Promise<Report>;
	/** What of it can be stopped from here, or why nothing can. */
	find(target: Target): Handle | Refusal;
	/** Stops it, with the next signal where the one before did not end it in time. */
	stop(handle: Handle, signals: readonly Signal[], graceMs: number): Promise<Stopped>;
}

/** This machine: a runner in a session of its own a run, signals to its process group. */
export function localExecutor(runnerCommand: readonly [string, ...string[]]): Executor<Identity> {
	return {
		submit: prepared => detachRunner(prepared, runnerCommand),
		find: identify,
		stop: stopProcess,
	};
}
