import {typedCommand} from '../../store/menus/menus.ts';
import {currentRun} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {look, type Store} from '../../store/store.ts';
import {actedRows} from './acted-rows.ts';
import {openDialog} from './open-dialog.ts';

/** Lets a command be chosen where the person has set some, else typed. */
export function chooseCommand(store: Store, state: State): void {
	if (state.commands.length === 0 || state.readonly !== null) openDialog(store, state, 'command');
	else look(store, {menu: {kind: 'commands', cursor: 0, text: '', typing: false}});
}

/** Shows what a command of the settings would do, to the runs that it is for; the words are typed where there is none of that name. */
export function openCommand(store: Store, state: State, name: string): void {
	look(store, {menu: null});
	const command = state.commands.find(known => known.name === name && name !== typedCommand) ?? null;
	const current = command?.on === 'one' ? currentRun(state) : null;
	openDialog(store, state, 'command', {command, rows: current === null ? actedRows(state) : [current]});
}
