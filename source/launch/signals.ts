import {closeSync, openSync} from 'node:fs';

const passed = [
	'SIGINT',
	'SIGTERM',
	'SIGQUIT',
	'SIGHUP',
	// Slurm warns of the end of a job by it (--signal=USR1); Node itself would open its debugger.
	'SIGUSR1',
	'SIGUSR2',
	'SIGTSTP',
	'SIGCONT',
] as const satisfies readonly NodeJS.Signals[];
const endings = new Set<NodeJS.Signals>(['SIGINT', 'SIGTERM', 'SIGQUIT', 'SIGHUP']);

function hasTerminal(): boolean {
	try {
		closeSync(openSync('/dev/tty', 'r'));
		return true;
	} catch {
		return false;
	}
}

/**
 * Passes signals that this process gets on. A hang-up because the terminal was closed is not passed on: the run goes on without it; one
 * that somebody sent is.
 * @param onAsked called when a signal that usually ends a program was passed on
 * @param onHangUp called when the terminal was closed
 * @returns how to stop it
 */
export function passSignals(send: (signal: NodeJS.Signals) => void, onAsked: () => void, onHangUp: () => void): () => void {
	const hadTerminal = hasTerminal();
	const listeners = passed.map(signal => {
		const listener = () => {
			if (signal === 'SIGHUP' && hadTerminal && !hasTerminal()) {
				onHangUp();
				return;
			}
			if (signal === 'SIGTSTP') {
				// ctrl-z suspends the program with its runner; the shell's fg wakes both.
				send('SIGSTOP');
				process.kill(process.pid, 'SIGSTOP');
				return;
			}
			if (endings.has(signal)) onAsked();
			send(signal);
		};
		process.on(signal, listener);
		return [signal, listener] as const;
	});
	return () => {
		for (const [signal, listener] of listeners) process.off(signal, listener);
	};
}
