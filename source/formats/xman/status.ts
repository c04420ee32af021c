import type {Judgement} from '../../core/status.ts';
import type {SavedState} from './state.ts';

/** The words of xman. */
export type Word = 'EMPTY' | 'TO_DO' | 'IN_PROGRESS' | 'DONE' | 'ERROR' | 'SUCCESS' | 'FAIL';

/** Status of an experiment by xman's own rule: a status set by hand wins, else the pipeline tells. Null where a cut file does not. */
export function wordOf({manualStatus, pipeline}: SavedState): string | null {
	if (manualStatus !== null) return manualStatus;
	if (pipeline === undefined) return null;
	if (pipeline === null) return 'EMPTY';
	if (!pipeline.started) return 'TO_DO';
	if (typeof pipeline.error === 'string') return 'ERROR';
	if (pipeline.finished) return 'DONE';
	return pipeline.finished === undefined || pipeline.error === undefined ? null : 'IN_PROGRESS';
}

/** True where the pipeline was started and did not end, so that a pulse would be its own. */
export function mayRun({pipeline}: SavedState): boolean {
	return pipeline?.started === true && pipeline.finished === false && pipeline.error === null;
}

/** What the other files of an experiment show. */
export interface Traces {
	pulse: boolean;
	result: boolean;
	run: boolean;
	checkpoints: boolean;
}

/**
 * How the run stands, as far as its files prove it; null for one that may be alive, which its pulse has to tell.
 * @param traces what there is beside the state
 */
export function outcomeOf(state: SavedState, traces: Traces): Judgement | null {
	return state.manualStatus === null
		? outcomeOfPipeline(state, traces)
		: outcomeByHand(state.manualStatus, state.pipeline, traces);
}

function outcomeOfPipeline(state: SavedState, traces: Traces): Judgement | null {
	const word = wordOf(state);
	switch (word) {
		case 'EMPTY':
			return {status: 'queued', why: 'no pipeline was made yet (EMPTY)', waits: true};
		case 'TO_DO':
			return {status: 'queued', why: 'prepared and not started (TO_DO)', waits: true};
		case 'ERROR':
			return {status: 'failed', why: heldError(state.pipeline?.error ?? '')};
		case 'DONE':
			return {status: 'finished', why: '.data says that it finished (DONE)'};
		case 'IN_PROGRESS':
			return traces.pulse
				? null
				: {status: 'idle', why: 'started and not finished, and nobody keeps its pulse (IN_PROGRESS: IDLE)'};
		default:
			return fromTraces(traces, state.pipeline?.started === true);
	}
}

/**
 * A person who calls it over, or judges it, does not say how the process ended: that stays what the pipeline recorded. One who calls it
 * open wants it done, whatever was recorded.
 */
function outcomeByHand(word: string, pipeline: SavedState['pipeline'], traces: Traces): Judgement | null {
	const isVerdict = word === 'SUCCESS' || word === 'FAIL';
	const rest = restOf(pipeline);
	const said = isVerdict ? `judged ${word} by a person` : `set to ${word === '' ? 'an empty status' : word} by a person`;
	switch (word) {
		case 'EMPTY':
		case 'TO_DO':
			// Its program goes on with the pulse, whatever it was set to.
			return {status: 'queued', why: said, ...(!traces.pulse && {waits: true as const})};
		case 'IN_PROGRESS':
			if (traces.pulse && rest === null) return null;
			return {status: 'idle', why: `${said}, and ${traces.pulse ? rest : 'nobody keeps its pulse'} (IN_PROGRESS *: IDLE)`};
		case 'DONE':
		case 'ERROR':
		case 'SUCCESS':
		case 'FAIL':
			if (typeof pipeline?.error === 'string') return {status: 'failed', why: `${heldError(pipeline.error)}; ${said}`};
			if (word === 'ERROR') return {status: 'failed', why: said};
			if (!tellsEnd(pipeline)) return endByTraces(said, traces, pipeline?.started === true);
			return {status: 'finished', why: pipeline?.finished ? `.data says that it finished; ${said}` : said};
		default:
			return {status: 'unknown', why: `${said}, which xman does not know`};
	}
}

/** False where a cut state does not tell how the pipeline ended, or whether there is one. */
function tellsEnd(pipeline: SavedState['pipeline']): boolean {
	if (pipeline === undefined) return false;
	return pipeline === null || !pipeline.started || pipeline.finished === true || pipeline.error === null;
}

/**
 * How an experiment ended that a person calls over and whose state does not tell. A pipeline that finishes saves its result and removes `.run`
 * (xman/pipeline.py).
 */
function endByTraces(said: string, {pulse, result, run, checkpoints}: Traces, wasStarted: boolean): Judgement {
	if (result) return {status: 'finished', why: `its pipeline left a result, which it does only at the end; ${said}`};
	if (!(pulse || run || checkpoints || wasStarted)) return {status: 'finished', why: said};
	return {
		status: 'unknown',
		why: `${said}; .data does not tell how its pipeline ended, and it left no result, as it does when it finishes`,
	};
}

/** Why a pulse cannot be that of the pipeline, as its state tells; null where it may be. */
function restOf(pipeline: SavedState['pipeline']): string | null {
	if (pipeline === null) return 'no pipeline was made';
	if (pipeline === undefined) return null;
	if (!pipeline.started) return 'its pipeline was not started';
	if (typeof pipeline.error === 'string') return 'its pipeline ended in an error';
	return pipeline.finished ? 'its pipeline has finished' : null;
}

function heldError(text: string): string {
	return text.trim() === '' ? '.data holds an error without a text' : `.data holds the error ${text.split('\n')[0]}`;
}

function fromTraces({pulse, result, run, checkpoints}: Traces, wasStarted: boolean): Judgement | null {
	const lost = '.data does not tell';
	if (result) return {status: 'finished', why: `${lost}, but its pipeline left a result, which it does only at the end`};
	if (pulse) return null;
	if (wasStarted || checkpoints)
		return {status: 'unknown', why: `${lost}; it was started and left no result: it was interrupted, or it failed`};
	if (run) return {status: 'queued', why: `${lost}; .run waits, and nothing shows that it was started`};
	return {status: 'unknown', why: `${lost}, and no other file shows how it stands`};
}

/** Status of a group or project by xman's rule, from its own state and its children's words. */
export function wordOfGroup(manualStatus: string | null, children: readonly string[]): string {
	if (manualStatus !== null) return manualStatus;
	const words = new Set(children);
	const only = (...allowed: Word[]) => [...words].every(word => (allowed as string[]).includes(word));
	if (words.has('ERROR')) return 'ERROR';
	if (words.has('IN_PROGRESS')) return 'IN_PROGRESS';
	for (const word of ['EMPTY', 'TO_DO', 'DONE', 'SUCCESS', 'FAIL'] as const) if (only(word)) return word;
	if (only('EMPTY', 'TO_DO')) return 'TO_DO';
	if (only('DONE', 'SUCCESS', 'FAIL')) return 'DONE';
	return 'IN_PROGRESS';
}
