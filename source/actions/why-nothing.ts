import {selectListed} from '../store/selectors.ts';
import type {State} from '../store/state.ts';
import type {Action} from './action.ts';
import {showKeys} from './keys.ts';
import {hasLines, onHelp, onRuns} from './where.ts';

/**
 * Why keys did nothing, for the last line. Null where that needs no word: motions have come to their end, and Esc has nothing left to close.
 * @param keys the whole sequence, as actions write it
 */
export function whyNothing(state: State, actions: readonly Action[], keys: string): string | null {
	const isLetter = [...(keys.split(' ').at(-1) ?? '')].length === 1;
	if (onHelp(state) || keys === 'escape') return null;
	const isKnown = actions.some(action => action.keys.includes(keys));
	if (isKnown && onRuns(state) && !hasLines(state)) return whyNoLines(state);
	if (!isLetter && keys !== 'space') return null;
	const [help] = actions.find(({id}) => id === 'help')?.keys ?? [];
	return `Nothing on ${showKeys(keys)} here${help === undefined ? '' : `: ${showKeys(help)} shows the keys`}`;
}

function whyNoLines(state: State): string {
	if (state.rows.size === 0) return state.reading?.scanned === false ? 'No runs found so far' : 'No runs here';
	if (selectListed(state).length === 0) return 'All runs here were put away: g a shows them';
	return 'No run matches the filter: f changes it, F drops its last condition';
}
