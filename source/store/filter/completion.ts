import {type Completion, completeQuery} from '../../core/query/complete/complete.ts';
import {type CursorPlace, findPlace} from '../../core/query/complete/cursor.ts';
import {findGhost} from '../../core/query/language/history.ts';
import type {RunRow} from '../../core/row.ts';
import {memoise} from '../memo.ts';
import {selectListed, selectRows} from '../selectors.ts';
import type {State} from '../state.ts';

const nothing: readonly RunRow[] = [];
const none: Completion = {kind: 'none', from: 0, to: 0, candidates: []};

/** Fields by which runs are asked for that were put away, and are not in the list. */
const ofStanding = /^(?:is|status|state|marks?)$/i;
const asksForPutAway = (place: CursorPlace) => place.kind === 'value' && ofStanding.test(place.field.name);

/** Values count the runs of the list; those that only runs have that were put away come behind, for they bring these into the list. */
function withPutAway(listed: Completion, all: Completion): Completion {
	const known = new Set(listed.candidates.filter(({runs}) => runs > 0).map(({insert}) => insert));
	const more = all.candidates.filter(({insert, runs}) => runs > 0 && !known.has(insert));
	const other = new Set(more.map(({insert}) => insert));
	const held = listed.candidates.filter(({insert}) => !other.has(insert));
	const at = held.filter(({runs}) => runs > 0).length;
	return {...listed, candidates: held.toSpliced(at, 0, ...more)};
}

/** What Tab can put at the caret of the filter prompt: fields, or a field's real values; nothing before a word has begun. */
export const selectCompletion = memoise(
	(state: State) => {
		const {view, versions, zone, keyAtMs} = state;
		const {text, caret} = view.prompt?.kind === 'filter' ? view.prompt : {text: '', caret: 0};
		const rows = text === '' ? nothing : selectListed(state);
		const all = asksForPutAway(findPlace(text, caret)) ? selectRows(state) : rows;
		return [text, caret, rows, all, `${versions.members} ${versions.config} ${versions.metrics}`, zone, keyAtMs] as const;
	},
	([text, caret, rows, all, , zone, nowMs]): Completion => {
		if (text === '') return none;
		const place = findPlace(text, caret);
		if (place.kind !== 'value' && place.to === place.from) return none;
		const listed = completeQuery(text, caret, {rows, zone}, nowMs);
		const completion = all === rows ? listed : withPutAway(listed, completeQuery(text, caret, {rows: all, zone}, nowMs));
		const typed = text.slice(completion.from, completion.to);
		const useful = completion.candidates.length > 1 || completion.candidates[0]?.insert !== typed;
		return useful ? completion : none;
	},
);

/** What Tab puts in where no word has begun: the fields that tell the shown runs apart first. Nothing shows them before somebody asks. */
export function fieldsAt(state: State): Completion {
	const {prompt} = state.view;
	if (prompt?.kind !== 'filter') return none;
	const place = findPlace(prompt.text, prompt.caret);
	if (place.kind === 'value' || place.to > place.from) return none;
	return completeQuery(prompt.text, prompt.caret, {rows: selectListed(state), zone: state.zone}, state.keyAtMs);
}

/** The rest of the last filter that begins as what is typed; null where the caret is not at the end, or a word is being completed. */
export function selectGhost({view: {prompt, history}}: Pick<State, 'view'>): string | null {
	if (prompt?.kind !== 'filter' || prompt.caret < prompt.text.length || prompt.cycle !== null) return null;
	return findGhost(history, prompt.text)?.slice(prompt.text.length) ?? null;
}
