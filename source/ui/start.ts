import {pressKeys} from '../actions/dispatch.ts';
import {pasteText} from '../actions/edit-prompt.ts';
import {rebind} from '../actions/keys.ts';
import {allActions} from '../actions/registry.ts';
import type {ToEngine, ToScreen} from '../engine/protocol.ts';
import {isLive} from '../store/sort-values.ts';
import {createScreenStore, receive, tick} from '../store/store.ts';
import {visibleWishes, WishSender} from '../store/wishes.ts';
import type {Terminal} from '../terminal/terminal.ts';
import {Frame} from './frame.ts';
import {InkLoader} from './ink-loader.ts';
import {ScreenMemory} from './memory.ts';
import {Pointer} from './pointer.ts';
import type {Brush} from './scene.ts';
import {sceneOf} from './scene-of.ts';
import type {UiSettings} from './ui-settings.ts';

export interface EnginePort {
	post: (message: ToEngine) => void;
	onMessage: (listener: (message: ToScreen) => void) => void;
}

export interface ScreenOptions {
	/** Absolute paths. */
	roots: readonly string[];
	terminal: Terminal;
	engine: EnginePort;
	settings?: UiSettings;
	/** Puts text on the clipboard; false where that cannot be done. */
	copy?: (text: string) => boolean;
	/** The clock, in milliseconds. */
	now?: () => number;
}

const localZone = (atMs: number) => -new Date(atMs).getTimezoneOffset();

/** How often ages and countdowns are looked at: while something runs, and while nothing does. */
const tickMs = {live: 1000, quiet: 10_000};

/** Shows the screen until the person quits. The terminal is closed by whoever opened it. Resolves with the exit status. */
export function runScreen({
	roots,
	terminal,
	engine,
	settings = {},
	copy = () => false,
	now = Date.now,
}: ScreenOptions): Promise<number> {
	const store = createScreenStore(roots, now(), settings.view, localZone);
	const actions = rebind(allActions, settings.keys ?? {});
	const memory = new ScreenMemory();
	const later = (run: () => void, delayMs: number) => void setTimeout(run, delayMs).unref();
	const sender = new WishSender(message => engine.post(message), later);
	const brush = (): Brush => ({
		glyphs: terminal.capabilities,
		color: terminal.capabilities.colors > 1,
		zone: localZone,
		home: settings.home ?? '',
	});
	const frame = new Frame({
		store,
		size: () => terminal,
		brush,
		scene: (size, with_) => sceneOf(store.getState(), size, actions, memory, with_),
		show: (grid, cursor) => terminal.show(grid, cursor),
		onShown: scene => sender.send(visibleWishes(scene.shown, store.getState().curves)),
	});
	const ink = new InkLoader({store, actions, frame, brush, size: () => terminal});
	return new Promise(resolve => {
		let over = false;
		let painting = false;
		const paint = () => {
			painting = false;
			if (!over) frame.paint();
		};
		const ports = {
			post: (message: ToEngine) => engine.post(message),
			copy,
			redraw: () => terminal.redraw(),
			suspend: () => terminal.suspend(),
			quit: () => {
				over = true;
				for (const stop of stops) stop();
				ink.close();
				engine.post({type: 'stop'});
				resolve(0);
			},
		};
		// Changes are drawn together, at the end of the turn in which they came.
		const soon = () => {
			if (painting) return;
			painting = true;
			setImmediate(paint);
		};
		const pointer = new Pointer(store, frame, now);
		let timer: NodeJS.Timeout;
		const tickOn = () => {
			const live = [...store.getState().rows.values()].some(isLive) || !store.getState().reading?.scanned;
			timer = setTimeout(
				() => {
					tick(store, now());
					tickOn();
				},
				live ? tickMs.live : tickMs.quiet,
			);
			timer.unref();
		};
		const stops = [
			store.subscribe(soon),
			terminal.onKeys(keys => {
				pressKeys(store, actions, ports, keys, now());
				if (ink.follow()) return;
				paint();
			}),
			terminal.onMouse(events => pointer.take(events)),
			terminal.onPaste(text => pasteText(store, text)),
			terminal.onResize(() => {
				ink.resize();
				paint();
			}),
			terminal.onResume(soon),
			terminal.onCapabilities(() => {
				ink.resize();
				soon();
			}),
			() => clearTimeout(timer),
		];
		engine.onMessage(message => {
			receive(store, message, now());
			ink.whenIdle();
		});
		engine.post({type: 'start', roots: [...roots]});
		tickOn();
		paint();
	});
}
