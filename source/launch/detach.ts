import {spawn} from 'node:child_process';
import type {PreparedRun} from './prepare.ts';

/** What the runner says when its program was started, or could not be. */
export type Report = {pid: number} | {fault: string};

function isReport(value: unknown): value is Report {
	return typeof value === 'object' && value !== null && ('pid' in value || 'fault' in value);
}

/**
 * Hands a prepared run to a runner in a session of its own, which no terminal's end reaches.
 * @param runnerCommand words that start this program as a runner, which takes the prepared run from its standard input
 * @returns what the runner says, once it has said it
 */
export function detachRunner(prepared: PreparedRun, runnerCommand: readonly [string, ...string[]]): Promise<Report> {
	const [file, ...rest] = runnerCommand;
	return new Promise(resolve => {
		const runner = spawn(file, rest, {
			cwd: '/',
			stdio: ['pipe', 'pipe', 'ignore'],
			detached: true,
		});
		let said = '';
		const settle = (report: Report) => {
			runner.stdout.destroy();
			runner.unref();
			resolve(report);
		};
		runner.on('error', error => settle({fault: `The runner could not be started: ${error.message}`}));
		runner.on('exit', () => settle(readReport(said) ?? {fault: 'The runner ended before it had started the program'}));
		runner.stdout.setEncoding('utf8').on('data', (text: string) => {
			said += text;
			const report = readReport(said);
			if (report !== null) settle(report);
		});
		runner.stdin.on('error', () => {});
		runner.stdin.end(JSON.stringify(prepared));
	});
}

function readReport(said: string): Report | null {
	const end = said.indexOf('\n');
	if (end < 0) return null;
	try {
		const value: unknown = JSON.parse(said.slice(0, end));
		return isReport(value) ? value : null;
	} catch {
		return null;
	}
}
