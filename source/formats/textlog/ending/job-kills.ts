import type {Ending} from './process-death.ts';

/** OpenPBS and Torque (`src/resmom/mom_main.c`), and the reasons that LSF writes behind the output of a job. */
const pbs = /^=>> PBS: job killed: (\w+) \S+ exceeded limit/;
const lsf = /^TERM_([A-Z_]+): job killed (?:after reaching LSF |by |after )?(.+?)\.?$/;

/** The end that a batch system says it gave a job, null for every other line. A limit of time stops a run, one of memory makes it fail. */
export function readJobKill(line: string): Ending | null {
	const resource = line.startsWith('=>> PBS') ? pbs.exec(line)?.[1] : undefined;
	if (resource !== undefined) return killed(resource, `PBS: ${resource} exceeded`, line);
	const [, reason, words] = (line.startsWith('TERM_') ? lsf.exec(line) : null) ?? [];
	return reason === undefined ? null : killed(reason, `LSF: ${words}`, line);
}

const killed = (reason: string, why: string, line: string): Ending => ({
	status: /mem|swap/i.test(reason) ? 'failed' : 'stopped',
	why,
	error: line.trim(),
	strength: 4,
});
