import {type Standing, standingOf} from '../../core/query/fields/standing.ts';
import type {RunFacts} from '../../core/run.ts';
import {deletedAfter} from '../../core/status.ts';

/** What becomes of the runs in the directory of one that is deleted or archived. */
export interface PutAway {
	standing: Exclude<Standing, 'active'>;
	/** That run, as a person knows it. */
	by: string;
}

/** Whether a run was put away, by what is known of it before anything is judged; null where it stands in the list. */
export function putAwayOf({facts, id}: {facts: RunFacts; id: string}): PutAway | null {
	const standing = standingOf({status: facts.outcome?.status ?? 'unknown', marks: facts.marks});
	return standing === 'active' ? null : {standing, by: facts.name ?? id};
}

/** Facts of a run whose directory was put away with the run that it lies in. */
export function withPutAway(facts: RunFacts, {standing, by}: PutAway): RunFacts {
	if (standing === 'archived') return {...facts, marks: [...new Set([...facts.marks, 'archived'])]};
	if (facts.outcome?.status === 'deleted') return facts;
	return {...facts, outcome: deletedAfter(facts.outcome, `it lies in the deleted run ${by}`)};
}
