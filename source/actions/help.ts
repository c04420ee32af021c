import type {State} from '../store/state.ts';
import {type Action, type Section, sections} from './action.ts';
import {showAllKeys, showKeys} from './keys.ts';

/** A key and what it does, for footer, help and tables. */
export interface Hint {
	keys: string;
	word: string;
}

/** Words for the footer: what works here now, most useful first; during a prefix, the keys that go on from it. */
export function footerHints(state: State, actions: readonly Action[], unicode = true): Hint[] {
	const {pending} = state.view;
	const possible = actions.filter(action => action.when(state));
	if (pending.length > 0) {
		const begun = `${pending.join(' ')} `;
		return possible.flatMap(action => {
			const going = action.keys.filter(keys => keys.startsWith(begun)).map(keys => keys.slice(begun.length));
			const word = (action.short ?? action.title).replace(/:.*|^Copy the /, '');
			return showAllKeys(going, unicode).map(keys => ({keys, word}));
		});
	}
	return possible
		.filter(action => action.hint !== undefined && action.keys.length > 0)
		.sort((a, b) => a.hint!.rank - b.hint!.rank)
		.map(action => ({keys: showKeys(action.keys[0]!, unicode), word: wordOf(action.hint!, state)}))
		.filter(({word}) => word !== '');
}

const wordOf = ({word}: NonNullable<Action['hint']>, state: State) => (typeof word === 'string' ? word : word(state));

export interface HelpEntry {
	section: Section;
	action: Action;
	keys: string;
}

/** What help lists: every action that works on the screen below it, by section, narrowed by words in title or keys. */
export function helpEntries(below: State, actions: readonly Action[], text: string, unicode = true): HelpEntry[] {
	const words = text.toLowerCase().split(/\s+/);
	return sections.flatMap(section =>
		actions
			.filter(action => action.section === section && action.keys.length > 0 && action.when(below))
			.map(action => ({section, action, keys: showAllKeys(action.keys, unicode).join('  ')}))
			.filter(entry => words.every(word => `${entry.action.title} ${entry.keys}`.toLowerCase().includes(word))),
	);
}

/** The state as it is below the help screen. */
export function belowHelp(state: State): State {
	const {screens} = state.view;
	return screens.at(-1)?.kind === 'help' ? {...state, view: {...state.view, screens: screens.slice(0, -1)}} : state;
}
