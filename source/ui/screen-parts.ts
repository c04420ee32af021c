import type {Action} from '../actions/action.ts';
import {actionsFor} from '../actions/registry.ts';
import {createScreenStore, look, type Store} from '../store/store.ts';
import {visibleWishes, WishSender} from '../store/wishes.ts';
import {ActDesk} from './acting/desk.ts';
import {Teller} from './acting/teller.ts';
import {showFirstRows} from './first-rows.ts';
import {Frame} from './frame.ts';
import {InkLoader} from './ink-loader.ts';
import {startKeeping} from './keeping.ts';
import {looks} from './looks.ts';
import {ScreenMemory} from './memory.ts';
import {Pointer} from './pointer.ts';
import {Repaint} from './repaint.ts';
import type {Brush} from './scene.ts';
import {sceneOf} from './scene-of.ts';
import type {ScreenOptions} from './screen-options.ts';

/** What a screen is made of. */
export interface ScreenParts {
	/** Milliseconds. */
	startedAtMs: number;
	store: Store;
	/** Keeps for the person how they left it; null where nothing is kept. */
	keeping: ReturnType<typeof startKeeping> | null;
	actions: readonly Action[];
	brush: () => Brush;
	repaint: Repaint;
	frame: Frame;
	ink: InkLoader;
	pointer: Pointer;
	desk: ActDesk;
	teller: Teller;
}

const localZone = (atMs: number) => -new Date(atMs).getTimezoneOffset();

/** What the screen knows, as it begins, and what keeps that. */
function openStore({roots, settings = {}}: ScreenOptions, nowMs: number): Pick<ScreenParts, 'store' | 'keeping'> {
	const store = createScreenStore(roots, nowMs, {}, localZone);
	const {keeper, first, filter} = settings;
	const keeping = keeper === undefined ? null : startKeeping(store, keeper, settings.begin, settings.fresh);
	if (first !== undefined && first.rows.length > 0) showFirstRows(store, first.rows, nowMs);
	if (filter !== undefined) look(store, {filter});
	return {store, keeping};
}

/** Makes the parts of a screen, each with those that it needs; nothing is drawn or heard yet. */
export function makeParts(options: ScreenOptions, now: () => number): ScreenParts {
	const {terminal, engine, acting, loadInk, settings = {}} = options;
	const startedAtMs = now();
	const {store, keeping} = openStore(options, startedAtMs);
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
	return {startedAtMs, store, keeping, actions, brush, repaint, frame, ink, pointer, desk, teller};
}
