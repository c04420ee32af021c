import type {JsonObject, RunFacts} from '../../core/run.ts';
import type {Judgement} from '../../core/status.ts';

const gentleSignals = new Set(['SIGINT', 'SIGTERM', 'SIGHUP']);
/** Codes by which a shell reports those signals. */
const gentleCodes = new Set([129, 130, 143]);

/** How a run ended, from its exit record: finished, stopped where it was asked to or by a gentle signal, else failed. */
export function readExit(record: JsonObject): Partial<RunFacts> {
	const {ended_at: endedAt, exit_code: code, error} = record;
	return {
		endedAtMs: typeof endedAt === 'number' ? endedAt * 1000 : null,
		outcome: judgeExit(record),
		recorded: typeof code === 'number' ? `exit code ${code}` : null,
		...(typeof error === 'string' && error !== '' ? {error} : {}),
	};
}

function judgeExit({exit_code: code, signal, asked_for: askedFor, stopped, error}: JsonObject): Judgement {
	const said = typeof signal === 'string' ? `signal ${signal}` : `exit code ${code ?? 'unknown'}`;
	const why = `${said} in exit.json`;
	if (askedFor === true || stopped === true) return {status: 'stopped', why: `asked to stop, ${why}`};
	if (typeof signal === 'string') return {status: gentleSignals.has(signal) ? 'stopped' : 'failed', why};
	if (code === 0) return {status: 'finished', why};
	if (code === null) return judgeUnseen(error);
	return {status: typeof code === 'number' && gentleCodes.has(code) ? 'stopped' : 'failed', why};
}

/** An end that nobody saw, since the runner had been killed before: only what the program said tells anything. */
function judgeUnseen(error: JsonObject[string] | undefined): Judgement {
	if (typeof error === 'string' && error !== '')
		return {
			status: 'failed',
			why: 'its output ends with an error; its exit code was not seen, since what waited for it was killed',
		};
	return {status: 'unknown', why: 'it has ended; its exit code was not seen, since what waited for it was killed'};
}
