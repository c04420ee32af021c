import type {Ports} from '../actions/action.ts';
import {pressKeys} from '../actions/dispatch.ts';
import {pasteText} from '../actions/editing/edit-prompt.ts';
import type {KeyPress} from '../actions/keys.ts';
import {isLoading} from '../store/loading.ts';
import type {State} from '../store/state.ts';
import {receiveAll} from '../store/store.ts';
import {copySequence} from '../terminal/signals.ts';
import {withoutMeta} from '../terminal/terminal.ts';
import {startKeepingFirst} from './first-rows.ts';
import {startHeartbeat} from './heartbeat.ts';
import {openInbox} from './inbox.ts';
import {wheelKeys} from './pointer.ts';
import {startReadingAhead} from './read-ahead.ts';
import type {ScreenOptions} from './screen-options.ts';
import {makeParts, type ScreenParts} from './screen-parts.ts';
import {warmUp} from './warm-up.ts';

/** How long after a key, and after the start, what comes is drawn at once. */
const attentionMs = 1000;

/** True for new values of what is shown already, while nobody waits for them. */
function isMereData(state: State, before: State, startedAtMs: number): boolean {
	const awaited = isLoading(state.reading) || state.nowMs - Math.max(state.keyAtMs, startedAtMs) < attentionMs;
	return state.view === before.view && state.fatal === before.fatal && !awaited;
}

/** Shows the screen until the person quits. The terminal is closed by whoever opened it. Resolves with the exit status. */
export function runScreen(options: ScreenOptions): Promise<number> {
	const {terminal, engine, acting, now = Date.now} = options;
	const parts = makeParts(options, now);
	const {repaint, ink, keeping} = parts;
	return new Promise(resolve => {
		const quit = () => {
			repaint.end();
			for (const stop of stops) stop();
			ink.close();
			acting.close();
			keeping?.end();
			engine.post({type: 'stop'});
			resolve(0);
		};
		const ports = portsOf(options, parts, quit);
		const stops = [...follow(options, parts, now), ...hear(options, parts, ports, now)];
		const inbox = openEngine(options, parts, now);
		repaint.now();
		void warmUp(terminal, parts.brush(), parts.actions, () => !inbox.isHeard);
	});
}

/** What actions may do outside of the store. */
function portsOf({engine, terminal, settings = {}}: ScreenOptions, {desk, frame}: ScreenParts, quit: () => void): Ports {
	return {
		post: message => engine.post(message),
		copy: text => {
			const sequence = copySequence(text);
			if (sequence !== null) terminal.send(sequence);
			return sequence !== null;
		},
		perform: dialog => desk.perform(dialog),
		editNote: () => void desk.editNote(work => terminal.pause(work)),
		saveView: settings.keeper?.saveView ?? (() => ({fault: 'nothing is kept here'})),
		measure: () => frame.measure(),
		redraw: () => terminal.redraw(),
		suspend: () => terminal.suspend(),
		quit,
	};
}

/** Does what follows from the state whenever that changes. Gives what ends it. */
function follow(
	{engine, settings = {}}: ScreenOptions,
	{startedAtMs, store, repaint, desk, teller}: ScreenParts,
	now: () => number,
): (() => void)[] {
	return [
		store.subscribe((state, before) => {
			if (isMereData(state, before, startedAtMs)) repaint.eventually();
			else repaint.soon();
		}),
		store.subscribe(() => desk.follow()),
		store.subscribe(() => teller.follow()),
		startHeartbeat(store, now),
		startReadingAhead(store, () => performance.now()),
		...(settings.first === undefined ? [] : [startKeepingFirst(store, message => engine.post(message))]),
	];
}

/** Hears what the terminal says. Gives what ends it. */
function hear(
	{terminal}: ScreenOptions,
	{store, actions, repaint, frame, ink, pointer}: ScreenParts,
	ports: Ports,
	now: () => number,
): (() => void)[] {
	const press = (keys: readonly KeyPress[]) => {
		const before = ink.isWanted;
		pressKeys(store, actions, ports, keys, now());
		// What Ink draws comes within this turn: waiting for it makes one frame of both.
		if (before || ink.isWanted) repaint.soon();
		else repaint.now();
		ink.follow();
	};
	return [
		terminal.onKeys(keys => press(keys.flatMap(withoutMeta))),
		terminal.onMouse(events => {
			const turned = store.getState().view.menu === null ? [] : wheelKeys(events);
			if (turned.length > 0) press(turned);
			pointer.take(turned.length > 0 ? events.filter(({action}) => !action.startsWith('wheel')) : events);
		}),
		terminal.onPaste(text => pasteText(store, text)),
		terminal.onResize(() => {
			ink.resize();
			repaint.now();
		}),
		terminal.onResume(repaint.soon),
		terminal.onCapabilities(() => {
			frame.forget();
			ink.resize();
			repaint.soon();
		}),
	];
}

/** Hears what the engine says, and has it begin. `isHeard` once anything was. */
function openEngine(
	{roots, engine, settings = {}}: ScreenOptions,
	{store, desk, ink}: ScreenParts,
	now: () => number,
): {isHeard: boolean} {
	const inbox = {isHeard: false};
	engine.onMessage(
		openInbox(messages => {
			inbox.isHeard = true;
			receiveAll(store, messages, now());
			for (const message of messages) if (message.type === 'update' && message.targets) desk.take(message.targets);
			ink.whenIdle();
		}),
	);
	const {first, files, names} = settings;
	engine.post({
		type: 'start',
		roots: [...roots],
		...(files && {files: [...files]}),
		first: first?.rows.map(({path}) => path) ?? [],
		...(names && {names}),
		...(first && {readBy: first.readBy}),
	});
	return inbox;
}
