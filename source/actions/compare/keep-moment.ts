import {readMoment} from '../../core/diff/moment.ts';
import {look, type Store} from '../../store/store.ts';
import type {Prompt} from '../../store/view.ts';

/** Enter in the prompt for a step or a time: compares there, at the end where nothing was typed. */
export function keepMoment(store: Store, {text}: Prompt): void {
	const at = readMoment(text.trim());
	const isFault = at === null && text.trim() !== '';
	const notice = 'Neither a step (500, 1k) nor a time after the start (30m, 2h)';
	if (isFault) look(store, {notice: {text: notice, role: 'warn', atMs: store.getState().nowMs}});
	else look(store, {prompt: null, compareAt: at, notice: null});
}
