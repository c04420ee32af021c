import type {FileAccess} from '../../core/files/files.ts';
import type {Problem} from '../../core/run.ts';
import {parseExactJson} from '../../encodings/json/tolerant-json.ts';
import {decodeFile} from '../../encodings/text/text.ts';

const mostSummaryBytes = 4 * 1024 * 1024;
/** In the words of both dialects (gage/_internal/run_util.py): only git HEAD quotes the path. */
const line = /^\S+ (?:(Writing meta started|Starting run )|Exit code for run: (-?\d+)$|Using run summary '?(.+?)'?$)/gm;

/** What Gage's log of a run says of its end. */
export interface RunnerLog {
	/** Exit code of the last time that its program was started; null where the log says none. */
	exit: number | null;
	/** The summary that Gage read after that, by its path in the run's directory; null where it read none from a file. */
	summary: string | null;
}

/** Reads `log/runner`. A run that Gage left as staged can be started again, which its log goes on with. */
export function readRunnerLog(text: string): RunnerLog {
	let log: RunnerLog = {exit: null, summary: null};
	for (const [, start, exit, summary] of text.matchAll(line)) {
		if (start !== undefined) log = {exit: null, summary: null};
		else if (exit !== undefined) log.exit = Number(exit);
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
