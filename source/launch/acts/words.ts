import type {Act} from './act.ts';
import {speakAct} from './speak.ts';

/** What can be said of runs and taken back: tags, marks, notes, a verdict. */

export function tagAct(tag: string, cwd: string): Act {
	return speakAct(
		{
			verb: 'tag',
			asks: false,
			words: ({facts}) => (facts.tags.includes(tag) ? {refusal: `it has the tag ${tag} already`} : [{op: 'tag', value: tag}]),
			told: `tagged ${tag}`,
		},
		cwd,
	);
}

export function untagAct(tag: string, cwd: string): Act {
	return speakAct(
		{
			verb: 'untag',
			asks: false,
			words: ({facts}) =>
				facts.tags.includes(tag)
					? [{op: 'untag', value: tag}]
					: {refusal: `it has no tag ${tag}; it has ${facts.tags.join(', ') || 'none'}`},
			told: `no longer tagged ${tag}`,
		},
		cwd,
	);
}

/**
 * Gives runs a set of tags in place of another.
 * @param tags those that each run shall have
 * @param of those that were there to choose from: what is left out of them is taken away, other tags of a run stay
 */
export function retagAct(tags: readonly string[], of: readonly string[], cwd: string): Act {
	return speakAct(
		{
			verb: 'tag',
			asks: false,
			words({facts}) {
				const added = tags.filter(tag => !facts.tags.includes(tag));
				const dropped = of.filter(tag => !tags.includes(tag) && facts.tags.includes(tag));
				if (added.length + dropped.length === 0)
					return {refusal: tags.length === 0 ? 'no tag is typed' : 'it has these tags already'};
				return [...added.map(value => ({op: 'tag' as const, value})), ...dropped.map(value => ({op: 'untag' as const, value}))];
			},
			told: tags.length === 0 ? 'no longer tagged' : `tagged ${tags.join(', ')}`,
		},
		cwd,
	);
}

/** What lists call an archived run by, which is no mark that is set or taken away here. */
const archived = 'archived';

/** @param mark best, interesting or any other word; `none` takes all marks away */
export function markAct(mark: string, cwd: string): Act {
	const isNone = mark === 'none';
	return speakAct(
		{
			verb: 'mark',
			asks: false,
			words({facts}) {
				if (mark === archived) return {refusal: 'that is no mark: xtui archive puts a run away'};
				if (facts.marks.includes(mark)) return {refusal: `it is marked ${mark} already`};
				if (isNone && facts.marks.every(each => each === archived)) return {refusal: 'it has no mark'};
				return [{op: 'mark', value: isNone ? null : mark}];
			},
			told: isNone ? 'no longer marked' : `marked ${mark}`,
		},
		cwd,
	);
}

export function noteAct(text: string, cwd: string): Act {
	return speakAct({verb: 'note', asks: false, words: () => [{op: 'note', value: text}], told: 'noted'}, cwd);
}

/**
 * Judges runs. A verdict that contradicts the one that stands is only given by force; the resolution, where there is one, becomes a note.
 */
export function verdictAct(verdict: 'success' | 'fail' | null, resolution: string, force: boolean, cwd: string): Act {
	return speakAct(
		{
			verb: 'verdict',
			asks: false,
			words({facts}) {
				const contradicts = facts.verdict !== null && verdict !== null && facts.verdict !== verdict;
				if (contradicts && !force)
					return {
						refusal: `its verdict is ${facts.verdict}, which ${verdict} contradicts; say --force to overrule it`,
						canForce: true,
					};
				if (facts.verdict === verdict && resolution === '')
					return {refusal: verdict === null ? 'it has no verdict' : `its verdict is ${verdict} already`};
				const note = {op: 'note' as const, value: `${verdict ?? 'no verdict'}: ${resolution}`};
				return [{op: 'verdict', value: verdict}, ...(resolution === '' ? [] : [note])];
			},
			told: verdict === null ? 'no verdict any more' : `verdict ${verdict}`,
		},
		cwd,
	);
}
