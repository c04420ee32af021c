import {closeSync} from 'node:fs';
import {inspect} from 'node:util';
import {safeOutput} from '../core/text/safe-output.ts';

/** What the process tells the terminal's owner. */
export interface ProcessListeners {
	/** Give the terminal back: the process is about to end. */
	restore(): void;
	/** Somebody outside wants the process to stop (SIGTSTP). */
	stop(): void;
	/** It goes on after a stop (SIGCONT). */
	continue(): void;
	/** A child has the terminal, and ctrl-c is its. */
	isLent(): boolean;
}

export interface ProcessGuard {
	/** Stops this process and all that the shell started with it, as the terminal does for ctrl-z where the program leaves it that key. */
	stopJob(): void;
	release(): void;
}

const fatal = [
	['SIGHUP', 129],
	['SIGINT', 130],
	['SIGQUIT', 131],
	['SIGTERM', 143],
] as const;

/** Node would open its debugger at this signal, which batch systems send before a time limit, and write over the screen. */
const ignore = () => {};

/** Where nobody could wake the process again (an orphaned process group) the kernel does not stop it: then it goes on after this. */
const stopPatienceMs = 50;

/**
 * Sees to it that the terminal is given back however the process ends, with the exit code that the shell expects: 128 and the signal's number,
 * 1 for an error, whose text is printed below.
 */
export function guardProcess(listeners: ProcessListeners, exit: (code: number) => void): ProcessGuard {
	const {restore, stop, isLent} = listeners;
	let timer: NodeJS.Timeout | undefined;
	const goOn = () => {
		clearTimeout(timer);
		if (!process.listeners('SIGTSTP').includes(stop)) process.on('SIGTSTP', stop);
		listeners.continue();
	};
	const fail = (error: unknown) => {
		restore();
		process.stderr.write(`${safeOutput(error instanceof Error && error.stack ? error.stack : inspect(error))}\n`);
		exit(1);
	};
	const enders = fatal.map(([signal, code]) => {
		const end = () => {
			if (signal === 'SIGINT' && isLent()) return;
			restore();
			exit(code);
		};
		process.on(signal, end);
		return () => process.off(signal, end);
	});
	process.on('SIGUSR1', ignore);
	process.on('exit', restore);
	process.on('SIGTSTP', stop);
	process.on('SIGCONT', goOn);
	// An unhandled rejection comes this way too.
	process.on('uncaughtException', fail);
	return {
		stopJob() {
			process.off('SIGTSTP', stop);
			timer = setTimeout(goOn, stopPatienceMs);
			process.kill(0, 'SIGTSTP');
		},
		release() {
			clearTimeout(timer);
			for (const end of enders) end();
			process
				.off('exit', restore)
				.off('SIGTSTP', stop)
				.off('SIGCONT', goOn)
				.off('SIGUSR1', ignore)
				.off('uncaughtException', fail);
		},
	};
}

/**
 * Closes standard input, output and error, where they were the terminal that has gone: at its end Node puts back the state of every terminal that is
 * still open, and aborts (core dump and all) where that fails.
 */
export function dropStandardStreams(): void {
	[process.stdin, process.stdout, process.stderr].forEach((stream, descriptor) => {
		if (!stream.isTTY) return;
		try {
			closeSync(descriptor);
		} catch {
			// Closed already.
		}
	});
}
