import {overlook} from '../../core/overview.ts';
import {readSpan} from '../../core/query/language/numbers.ts';
import {jsonText} from '../../core/text/safe-output.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {scanRoots, splitWords} from '../find/scan.ts';
import {selectRows} from '../find/select.ts';
import {alertLines, statusJson, statusLine, tmuxLine} from './status-lines.ts';

/** `xtui status`: how everything stands, in a line. */
export async function runStatus(input: CommandInput): Promise<ExitStatus> {
	const {flags, print} = input;
	const since = readSpan(typeof flags.since === 'string' ? flags.since : '1d');
	if (since === null) {
		input.warn(`xtui: --since takes a span of time (30m, 12h, 1d), not ${String(flags.since)}`);
		return 2;
	}
	const {roots, query} = splitWords(input.words);
	// A status line of tmux has no room for what is wrong with files.
	const isQuiet = flags.tmux === true || flags.line === true;
	const scanned = scanRoots(roots, isQuiet ? {warn: () => {}} : input);
	if (scanned === null) {
		if (isQuiet) print('cannot look there');
		return 1;
	}
	const nowMs = Date.now();
	const selection = selectRows(input, query, scanned, nowMs);
	if (selection === null) return 2;
	const overview = overlook(selection.rows, nowMs - since * 1000);
	if (flags.json === true) print(jsonText(statusJson(overview), 1));
	else if (flags.tmux === true) print(tmuxLine(overview, nowMs));
	else if (flags.line === true) print(statusLine(overview, nowMs));
	else {
		print(statusLine({...overview, alerts: []}, nowMs));
		for (const line of alertLines(overview, nowMs)) print(line);
	}
	return 0;
}
