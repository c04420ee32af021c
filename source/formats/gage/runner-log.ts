import type {FileAccess} from '../../core/files/files.ts';
import type {Problem} from '../../core/run.ts';
import {parseExactJson} from '../../encodings/json/tolerant-json.ts';
import {decodeFile} from '../../encodings/text/text.ts';

const mostSummaryBytes = 4 * 1024 * 1024;
/** In the words of both dialects (gage/_internal/run_util.py): only git HEAD quotes the path. */
const line = /^\S+ (?:(Writing meta started|Starting run )|Exit code for (\S+): (-?\d+)$|Using run summary '?(.+?)'?$)/gm;
const time = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d)(\d\d) /gm;

/** What Gage's log of a run says of its end. */
export interface RunnerLog {
	/** Exit code of the last time that its program was started; null where the log says none. */
	exit: number | null;
	/** The summary that Gage read after that, by its path in the run's directory; null where it read none from a file. */
	summary: string | null;
	/**
	 * The step of its preparation that failed last, with which Gage gives up; null where none did. It takes the lock away before that, and says
	 * nothing more.
	 */
	failedStep: {name: string; exit: number} | null;
	/** When it was written last, milliseconds; null where it says no time. */
	writtenAtMs: number | null;
}

/** Reads `log/runner`. A run that Gage left as staged can be started again, which its log goes on with. */
export function readRunnerLog(text: string): RunnerLog {
	const last = [...text.matchAll(time)].at(-1);
	const none: RunnerLog = {
		exit: null,
		summary: null,
		failedStep: null,
		writtenAtMs: last === undefined ? null : Date.parse(`${last[1]}:${last[2]}`),
	};
	let log = {...none};
	for (const [, start, name, exit, summary] of text.matchAll(line)) {
		if (start !== undefined) log = {...none};
		else if (name === 'run') log.exit = Number(exit);
		else if (name?.startsWith('stage-')) log.failedStep = exit === '0' ? null : {name, exit: Number(exit)};
		else if (summary !== undefined) log.summary = summary;
	}
	return log;
}

/**
 * What is wrong with the summary at which Gage broke off, before it wrote how its run had ended; null where nothing is, as far as can be told.
 * @param work directory of the run
 */
export function faultOfSummary(files: FileAccess, work: string, summary: string | null): Problem | null {
	if (summary === null || !summary.endsWith('.json')) return null;
	const file = `${work}/${summary}`;
	const bytes = files.readWhole(file, mostSummaryBytes);
	if (bytes === null || parseExactJson(decodeFile(bytes)) !== undefined) return null;
	const message = `Is ${bytes.length === 0 ? 'empty' : 'cut or no JSON'}, so Gage broke off and recorded neither end nor summary`;
	return {file, message: `${message}; correct the code that writes it`};
}
