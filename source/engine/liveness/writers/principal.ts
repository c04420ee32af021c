import {readFileSync} from 'node:fs';
import path from 'node:path';
import {orNull} from '../../../core/or-null.ts';
import {hasEnded, isSuspended, readProcess, readWords} from '../../../io/processes/processes.ts';

/** What a service shows in the place of its words: version, process, transport, port (_setup_proctitle in wandb/sdk/service/server.py, since 0.12). */
const title = /^wandb-service\(\d+-(\d+)-/;

/**
 * The process for which another one writes the log of a run: wandb's service (`wandb-core`, `python -m wandb service`) is told whose it is
 * (wandb/sdk/lib/service/service_process.py). Null for one that writes for itself.
 */
export function principalOf(pid: number): number | null {
	const words = readWords(pid);
	const isService = path.basename(words[0] ?? '') === 'wandb-core' || (words.includes('wandb') && words.includes('service'));
	const at = isService ? words.indexOf('--pid') : -1;
	const principal = Number(title.exec(words[0] ?? '')?.[1] ?? (at < 0 ? Number.NaN : words[at + 1]));
	return Number.isInteger(principal) && principal > 0 ? principal : null;
}

/** True where a process is suspended, and so is all that it has started, but for the one that writes for it. */
export function sleepsWhole(pid: number, writer: number): boolean {
	if (!isSuspended(readProcess(pid)?.state)) return false;
	const children = childrenOf(pid);
	return children?.every(child => child === writer || isAtRest(child)) ?? false;
}

function isAtRest(pid: number): boolean {
	const state = readProcess(pid)?.state;
	return state === undefined || hasEnded(state) || isSuspended(state);
}

/** What its first thread has started; null where the kernel does not tell. */
const childrenOf = (pid: number): number[] | null =>
	orNull(() => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number));
