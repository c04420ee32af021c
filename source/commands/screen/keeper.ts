import type {Keeper} from '../../actions/keeper.ts';
import {packBySteps} from '../../core/run-index/pack.ts';
import {setView} from '../../core/views/view-file.ts';
import type {SavedView} from '../../core/views/views.ts';
import {describeFailure} from '../../io/describe-failure.ts';
import {keepFilter, readFilterHistory} from '../../io/kept/filter-history.ts';
import {keepPanes, readPanes} from '../../io/kept/panes.ts';
import {findProjectViews} from '../../io/kept/project-views.ts';
import {keepRunIndex} from '../../io/kept/run-index.ts';
import {changeViews, readViews, viewFileOf} from '../../io/kept/view-store.ts';

/** Does what keeps for the next start and nobody waits for: a full disk must not end the screen. */
function attempt(write: () => void): void {
	try {
		write();
	} catch {
		// It is as at the last start then.
	}
}

/**
 * Opens what this person keeps for these roots. Nothing is written before something is to be kept.
 * @param faults what is wrong with the settings, told with what is wrong here
 */
export function openKeeper(roots: readonly string[], faults: readonly string[] = []): Keeper {
	const file = viewFileOf(roots);
	const project = findProjectViews(roots[0] ?? '.');
	const [own, shared] = [readViews(file), readViews(project.file)];
	const arranged = readPanes();
	let saved = {own: own.file, project: shared.file.views, projectFile: project.file};
	return {
		saved,
		history: readFilterHistory(),
		problems: [...faults, ...own.problems, ...shared.problems, ...arranged.problems],
		saveView(owner, name, view) {
			try {
				const after = changeViews(owner === 'own' ? file : project.file, views => setView(views, name, view));
				saved = owner === 'own' ? {...saved, own: after} : {...saved, project: after.views};
				return saved;
			} catch (error) {
				return {fault: describeFailure(error)};
			}
		},
		keepLast: view => attempt(() => changeViews(file, views => ({...views, last: view}))),
		keepFilter: query => attempt(() => keepFilter(query)),
		*keepIndex(rows, nowMs) {
			keepRunIndex(roots, yield* packBySteps([...rows], {roots: [...roots], atMs: nowMs, tookMs: 0}));
		},
		panes: arranged.tree,
		keepPanes: tree => attempt(() => keepPanes(tree)),
	};
}

/** The view of a name, as --view asks for it. */
export function findBegin(roots: readonly string[], name: string): {begin: SavedView} | {fault: string} {
	const read = [viewFileOf(roots), findProjectViews(roots[0] ?? '.').file].map(readViews);
	const begin = read.map(({file}) => file.views.get(name)).find(view => view !== undefined);
	if (begin !== undefined) return {begin};
	const names = [...new Set(read.flatMap(({file}) => [...file.views.keys()]))].sort();
	const known = names.length === 0 ? null : `there are ${names.join(', ')}`;
	const problems = read.flatMap(each => each.problems);
	if (problems.length > 0) {
		const rest = known === null ? '' : `; ${known}`;
		return {fault: `no view ${name} can be read: ${problems.join('; ')}; mend that file, or move it away${rest}`};
	}
	return {fault: `there is no view ${name}; ${known ?? 'none is saved for these directories; , saves one on the screen'}`};
}
