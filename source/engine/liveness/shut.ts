import {nameOf} from '../../core/files/paths.ts';
import type {Judgement} from '../../core/status.ts';
import type {Shut} from '../model/layer/shut.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {Verdict} from './judge.ts';
import {hasRows} from './signs/signs.ts';
import type {ProcessEvidence} from './writers/evidence.ts';

/** What of a run's files may not be read. */
export const shutOf = ({layers}: TrackedRun): readonly Shut[] => layers.flatMap(({shut}) => shut);

/** In one phrase: "metrics.csv may not be read: permission denied". */
function describe({file, why}: Shut, {path}: TrackedRun): string {
	return `${file.startsWith(`${path}/`) ? file.slice(path.length + 1) : nameOf(file)} may not be read: ${why}`;
}

/**
 * A verdict for want of evidence is none where the evidence may not be read. What its process shows is some all the same, and so is growth of
 * rows that have no end.
 */
export function admitShut(verdict: Verdict, run: TrackedRun, {kind}: ProcessEvidence): Verdict {
	const {marksEnd} = run.facts.writer;
	const telling = findTelling(run);
	if (telling === undefined || kind === 'alive' || kind === 'writer' || verdict.status === 'finished') return verdict;
	if (verdict.status === 'running' && !marksEnd) return verdict;
	// Of the files that hold the end of a run its reader says itself that it is not known.
	const isGone = kind === 'gone' || kind === 'zombie';
	if (isGone && marksEnd && !telling.isDirectory) return verdict;
	return {status: 'unknown', why: describe(telling, run), holdsMs: verdict.holdsMs};
}

/** What may not be read of a run that could tell how far it is, or how it ended: where it has rows and no end, only what shows its life could. */
function findTelling(run: TrackedRun): Shut | undefined {
	const {facts} = run;
	const own = shutOf(run).filter(({isOwn}) => isOwn);
	const folder = own.find(({isDirectory}) => isDirectory);
	if (own.length === 0 || folder !== undefined || facts.writer.marksEnd || !hasRows(run)) return folder ?? own[0];
	return own.find(({file}) => facts.signFiles.includes(file));
}

/** Why nobody knows how a run ended, where that is because of a file that may not be read: its reader takes it for damaged. */
export function explainShut(outcome: Judgement, run: TrackedRun): Judgement {
	if (outcome.status !== 'unknown') return outcome;
	const shut = shutOf(run);
	const isMeant = ({file}: Shut) => outcome.why.includes(nameOf(file));
	const meant = shut.find(isMeant) ?? (outcome.why.includes('cannot be read') ? shut[0] : undefined);
	return meant === undefined ? outcome : {...outcome, why: describe(meant, run)};
}
