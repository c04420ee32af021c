import type {RunFacts} from '../../core/run.ts';
import {deletedAfter} from '../../core/status.ts';
import type {JournalState} from '../../formats/native/index.ts';

/** Facts of a run with what people said of it: their words come before the tracker's. */
export function applyWords(facts: RunFacts, said: JournalState): RunFacts {
	const tags = facts.tags.filter(tag => !said.untagged.includes(tag));
	const marks = [...facts.marks, ...said.marks, ...(said.archived ? ['archived'] : [])];
	return {
		...facts,
		tags: [...new Set([...tags, ...said.tags])],
		marks: [...new Set(marks)],
		notes: [...facts.notes, ...said.notes.map(({text}) => text)],
		verdict: said.isJudged ? said.verdict : facts.verdict,
		outcome: said.deleted ? deletedAfter(facts.outcome, 'deleted in the journal of .xtui') : facts.outcome,
	};
}
