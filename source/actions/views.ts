import {isViewName} from '../core/views/view-file.ts';
import {findView, lookOfView, saveAsView} from '../store/saved-view.ts';
import {look, type Store} from '../store/store.ts';
import {initialView, type Notice} from '../store/view.ts';
import type {Ports} from './action.ts';
import type {ViewOwner} from './keeper.ts';

function tell(store: Store, text: string, role: Notice['role'] = 'info'): void {
	look(store, {notice: {text, role, atMs: store.getState().nowMs}});
}

/** Saves what the list shows under a name; an older view of that name is replaced, and that is said. */
export function saveNamedView(store: Store, ports: Pick<Ports, 'saveView'>, owner: ViewOwner, name: string): void {
	const {view, saved} = store.getState();
	if (!isViewName(name)) {
		tell(store, 'A view has a name of up to 60 letters, without control characters', 'warn');
		return;
	}
	const before = owner === 'own' ? saved.own.views.has(name) : saved.project.has(name);
	const after = ports.saveView(owner, name, saveAsView(view));
	if ('fault' in after) {
		tell(store, `View ${name} could not be saved: ${after.fault}`, 'bad');
		return;
	}
	store.setState({saved: after});
	const where = owner === 'project' ? ` in ${after.projectFile}, for everybody` : '';
	tell(store, `${before ? 'Replaced' : 'Saved'} view ${name}${where}; ' ${/^[1-9]$/.test(name) ? name : "'"} recalls it`);
}

/** Shows the list as it was when the view was saved. */
export function recallView(store: Store, name: string): void {
	const found = findView(store.getState().saved, name);
	if (found === null) {
		tell(store, `There is no view ${name}; , ${name} saves one`, 'warn');
		return;
	}
	look(store, {...lookOfView(found), menu: null});
	tell(store, `View ${name}`);
}

/** The list as xtui shows it without being told. */
export function resetView(store: Store): void {
	look(store, lookOfView(saveAsView(initialView())));
	tell(store, 'The usual view');
}

/** Forgets a view of the person's own; those of the project are others' too, and stay. */
export function forgetView(store: Store, ports: Pick<Ports, 'saveView'>, name: string): void {
	const {saved} = store.getState();
	if (!saved.own.views.has(name)) {
		tell(store, `View ${name} belongs to the project: ${saved.projectFile}`, 'warn');
		return;
	}
	const after = ports.saveView('own', name, null);
	if ('fault' in after) tell(store, `View ${name} could not be forgotten: ${after.fault}`, 'bad');
	else {
		store.setState({saved: after});
		tell(store, `Forgot view ${name}`);
	}
}
