import {readJobKill} from './job-kills.ts';
import {asksToStop, dead, type Ending} from './process-death.ts';

const exited = /^Exited (?:with exit code|by signal) (\d+)\b/;

/**
 * Reads the report of LSF on a job, which `bsub -o` puts before its output, "The output (if any) follows:", or behind it where the output goes to
 * the file directly (LSB_STDOUT_DIRECT): "Successfully completed.", "Exited with exit code 1.", and why the job was killed.
 */
export class LsfReport {
	private isInside = false;
	private said: Ending | null = null;

	/** Takes a line; gives the end that it says, also one of the lines that follow it, null for every other line. */
	take(line: string): Ending | null {
		if (!this.isInside) {
			this.isInside = line.startsWith('Sender: LSF System <');
			this.said = null;
			return null;
		}
		if (line.startsWith('The output (if any) ')) {
			this.isInside = false;
			return this.said !== null && line.includes('follows') ? {...this.said, isOfFollowing: true} : null;
		}
		const found = readEnd(line);
		// "Exited with exit code 140." stands behind the reason.
		if (found === null || this.said !== null) return null;
		this.said = found;
		return found;
	}
}

function readEnd(line: string): Ending | null {
	// Of a script only its last command: an error before it is the run's end all the same.
	if (line.startsWith('Successfully completed.'))
		return {status: 'finished', why: 'LSF: successfully completed', error: null, strength: 0};
	const number = line.startsWith('Exited ') ? exited.exec(line)?.[1] : undefined;
	if (number === undefined) return readJobKill(line);
	if (line.includes('exit code')) return dead(`LSF: exit code ${number}`, line.trim());
	return {...dead(`LSF: signal ${number}`, line.trim()), status: asksToStop(number) ? 'stopped' : 'failed'};
}
