import type {Ports} from '../actions/action.ts';
import {pressKeys} from '../actions/dispatch.ts';
import {pasteText} from '../actions/editing/edit-prompt.ts';
import {actionsFor} from '../actions/registry.ts';
import type {ToEngine, ToScreen} from '../engine/protocol.ts';
import {isLoading} from '../store/loading.ts';
import type {State} from '../store/state.ts';
import {createScreenStore, look, receiveAll} from '../store/store.ts';
import {visibleWishes, WishSender} from '../store/wishes.ts';
import {copySequence} from '../terminal/signals.ts';
import {type Terminal, withoutMeta} from '../terminal/terminal.ts';
import {ActDesk, type ActingPort} from './acting/desk.ts';
import {Teller} from './acting/teller.ts';
import {showFirstRows, startKeepingFirst} from './first-rows.ts';
import {Frame} from './frame.ts';
import {startHeartbeat} from './heartbeat.ts';
import {openInbox} from './inbox.ts';
import {InkLoader} from './ink-loader.ts';
import type {LoadInk} from './ink-options.ts';
import {startKeeping} from './keeping.ts';
import {looks} from './looks.ts';
import {ScreenMemory} from './memory.ts';
import {Pointer} from './pointer.ts';
import {startReadingAhead} from './read-ahead.ts';
import {Repaint} from './repaint.ts';
import type {Brush} from './scene.ts';
import {sceneOf} from './scene-of.ts';
import type {UiSettings} from './ui-settings.ts';
import {warmUp} from './warm-up.ts';

export interface EnginePort {
	post: (message: ToEngine) => void;
	onMessage: (listener: (message: ToScreen) => void) => void;
}

export interface ScreenOptions {
	/** Absolute paths. */
	roots: readonly string[];
	terminal: Terminal;
	engine: EnginePort;
	acting: ActingPort;
	loadInk: LoadInk;
	settings?: UiSettings;
	/** The clock, in milliseconds. */
	now?: () => number;
}

const localZone = (atMs: number) => -new Date(atMs).getTimezoneOffset();

/** How long after a key, and after the start, what comes is drawn at once. */
const attentionMs = 1000;

/** True for new values of what is shown already, while nobody waits for them. */
function isMereData(state: State, before: State, startedAtMs: number): boolean {
	const awaited = isLoading(state.reading) || state.nowMs - Math.max(state.keyAtMs, startedAtMs) < attentionMs;
	return state.view === before.view && state.fatal === before.fatal && !awaited;
}

/** Shows the screen until the person quits. The terminal is closed by whoever opened it. Resolves with the exit status. */
export function runScreen(options: ScreenOptions): Promise<number> {
	const {roots, terminal, engine, acting, loadInk, settings = {}, now = Date.now} = options;
	const startedAtMs = now();
	const store = createScreenStore(roots, startedAtMs, {}, localZone);
	const {keeper} = settings;
	const keeping = keeper === undefined ? null : startKeeping(store, keeper, settings.begin, settings.fresh);
	const {first} = settings;
	if (first !== undefined && first.rows.length > 0) showFirstRows(store, first.rows, startedAtMs);
	if (settings.filter !== undefined) look(store, {filter: settings.filter});
	const commands = settings.commands ?? [];
	const actions = actionsFor(settings.keys ?? {}, commands);
	const memory = new ScreenMemory(
		run => setImmediate(run),
		() => {
			frame.forget();
			repaint.soon();
		},
	);
	const later = (run: () => void, delayMs: number) => void setTimeout(run, delayMs).unref();
	const sender = new WishSender(message => engine.post(message), later);
	const brush = (): Brush => ({
		glyphs: terminal.capabilities,
		color: terminal.capabilities.colors > 1,
		zone: localZone,
		home: settings.home ?? '',
	});
	// What Ink draws covers the screen, or its last line: until it comes the frame before stands, so that nothing is blank meanwhile.
	const repaint = new Repaint(
		() => ink.isAwaited || frame.paint(),
		() => performance.now(),
	);
	const frame: Frame = new Frame({
		store,
		size: () => terminal,
		scene: (state, size) => sceneOf(state, size, actions, memory, brush()),
		show: grid => terminal.show(grid),
		request: repaint.soon,
		onShown: ({shown}) => sender.send(visibleWishes(shown, store.getState().curves, store.getState().media)),
	});
	const ink = new InkLoader(loadInk, {
		store,
		actions,
		frame,
		brush,
		size: () => terminal,
		scene: () => frame.scene(),
		looks,
	});
	const pointer = new Pointer(store, frame, now);
	const desk = new ActDesk(store, message => engine.post(message), acting, now);
	const teller = new Teller(store, sequence => terminal.send(sequence), now);
	store.setState({readonly: settings.readonly ?? null, commands});
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
		const ports: Ports = {
			post: message => engine.post(message),
			copy: text => {
				const sequence = copySequence(text);
				if (sequence !== null) terminal.send(sequence);
				return sequence !== null;
			},
			perform: dialog => desk.perform(dialog),
			editNote: () => void desk.editNote(work => terminal.pause(work)),
			saveView: keeper?.saveView ?? (() => ({fault: 'nothing is kept here'})),
			measure: () => frame.measure(),
			redraw: () => terminal.redraw(),
			suspend: () => terminal.suspend(),
			quit,
		};
		const stops = [
			store.subscribe((state, before) => {
				if (isMereData(state, before, startedAtMs)) repaint.eventually();
				else repaint.soon();
			}),
			store.subscribe(() => desk.follow()),
			store.subscribe(() => teller.follow()),
			startHeartbeat(store, now),
			startReadingAhead(store, () => performance.now()),
			...(first === undefined ? [] : [startKeepingFirst(store, message => engine.post(message))]),
			terminal.onKeys(keys => {
				const before = ink.isWanted;
				pressKeys(store, actions, ports, keys.flatMap(withoutMeta), now());
				// What Ink draws comes within this turn: waiting for it makes one frame of both.
				if (before || ink.isWanted) repaint.soon();
				else repaint.now();
				ink.follow();
			}),
			terminal.onMouse(events => pointer.take(events)),
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
		let isHeard = false;
		engine.onMessage(
			openInbox(messages => {
				isHeard = true;
				receiveAll(store, messages, now());
				for (const message of messages) if (message.type === 'update' && message.targets) desk.take(message.targets);
				ink.whenIdle();
			}),
		);
		const paths = first?.rows.map(({path}) => path) ?? [];
		engine.post({
			type: 'start',
			roots: [...roots],
			...(settings.files && {files: [...settings.files]}),
			first: paths,
			...(settings.names && {names: settings.names}),
			...(first && {readBy: first.readBy}),
		});
		repaint.now();
		void warmUp(terminal, brush(), actions, () => !isHeard);
	});
}
