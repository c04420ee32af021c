import type {Keeper} from '../../source/actions/keeper.ts';
import {setView} from '../../source/core/views/view-file.ts';
import {noViews} from '../../source/store/saved-view.ts';

/** A keeper that forgets everything with the test; `last` and `filters` are what it was told to keep. */
export function memoryKeeper(start: Partial<Keeper> = {}): Keeper & {last: () => unknown; filters: string[]} {
	let saved = start.saved ?? {...noViews, projectFile: '/home/ada/exp/.xtui/views.json'};
	let last: unknown = null;
	const filters: string[] = [];
	return {
		panes: null,
		keepPanes: () => {},
		saved,
		history: [],
		problems: [],
		...start,
		last: () => last,
		filters,
		saveView(owner, name, view) {
			const project = setView({views: saved.project, last: null}, name, view).views;
			saved = owner === 'own' ? {...saved, own: setView(saved.own, name, view)} : {...saved, project};
			return saved;
		},
		keepLast: view => {
			last = view;
		},
		keepFilter: query => filters.push(query),
		*keepIndex() {},
	};
}
