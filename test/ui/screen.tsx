import {render} from 'ink-testing-library';
import {pressKeys} from '../../source/actions/dispatch.ts';
import type {Keeper} from '../../source/actions/keeper.ts';
import {allActions} from '../../source/actions/registry.ts';
import {allGlyphs, type Glyphs} from '../../source/draw/glyphs.ts';
import {Grid} from '../../source/draw/grid.ts';
import type {ToEngine} from '../../source/engine/protocol.ts';
import type {Dialog} from '../../source/store/acting/dialog.ts';
import {createScreenStore, receive, type Store} from '../../source/store/store.ts';
import type {View} from '../../source/store/view.ts';
import {visibleWishes} from '../../source/store/wishes.ts';
import {App} from '../../source/ui/ink/app.tsx';
import {looks} from '../../source/ui/looks.ts';
import {ScreenMemory} from '../../source/ui/memory.ts';
import type {Brush, Scene} from '../../source/ui/scene.ts';
import {sceneOf} from '../../source/ui/scene-of.ts';
import {memoryKeeper} from '../actions/memory-keeper.ts';
import {key} from '../actions/press.ts';
import {FakeEngine} from './fake-engine.ts';
import {fakeNowMs, fakeTree} from './fake-rows.ts';

export interface TestScreen {
	store: Store;
	engine: FakeEngine;
	/** Dense parts as the painter would put them on the screen. */
	lines: () => string[];
	grid: () => Grid;
	/** The whole screen through Ink's text backend, dialogs and prompts included. */
	text: () => string[];
	press: (names: string) => void;
	resize: (cols: number, rows: number) => void;
	scene: () => Scene;
	/** What keys asked of the engine. */
	posted: ToEngine[];
	/** Dialogs that were confirmed. */
	performed: Dialog[];
}

export interface TestOptions {
	rows?: ReturnType<typeof fakeTree>;
	glyphs?: Glyphs;
	color?: boolean;
	view?: Partial<View>;
	keeper?: Keeper;
	/** False: the engine has not answered yet. */
	started?: boolean;
}

/** A screen of a size over the fake engine, drawn as often as it is asked for. */
export function openScreen(cols: number, rows: number, options: TestOptions = {}): TestScreen {
	const size = {cols, rows};
	const store = createScreenStore(['/home/ada/exp'], fakeNowMs, options.view);
	const keeper = options.keeper ?? memoryKeeper();
	store.setState({saved: keeper.saved});
	const engine = new FakeEngine(options.rows ?? fakeTree());
	const memory = new ScreenMemory();
	const performed: Dialog[] = [];
	const brush: Brush = {glyphs: options.glyphs ?? allGlyphs, color: options.color ?? true, zone: 0, home: '/home/ada'};
	const scene = () => {
		const made = sceneOf(store.getState(), size, allActions, memory, brush);
		Object.assign(store.getState().measured, size, made.measured);
		return made;
	};
	// The engine answers at once; what its answer changes is asked for once more.
	const settle = () => {
		for (let round = 0; round < 3; round++)
			for (const message of visibleWishes(scene().shown, store.getState().curves, store.getState().media)) engine.post(message);
	};
	engine.onMessage(message => receive(store, message, store.getState().nowMs));
	if (options.started !== false) engine.post({type: 'start', roots: ['/home/ada/exp']});
	const posted: ToEngine[] = [];
	const grid = () => {
		settle();
		const whole = new Grid(size.cols, size.rows);
		for (const {rect, draw} of scene().parts) {
			const part = new Grid(rect.cols, rect.rows);
			draw(part);
			whole.blit(part, rect.x, rect.y);
		}
		return whole;
	};
	return {
		posted,
		store,
		engine,
		grid,
		scene,
		performed,
		lines: () => grid().lines(),
		text: () => {
			settle();
			const instance = render(
				<App store={store} actions={allActions} size={size} brush={brush} backend="text" scene={scene} looks={looks} />,
			);
			const frame = instance.lastFrame() ?? '';
			instance.unmount();
			return frame.split('\n').map(line => line.replaceAll('\u00a0', ' ').trimEnd());
		},
		press: names => {
			settle();
			pressKeys(
				store,
				allActions,
				{
					post: message => posted.push(message),
					copy: () => true,
					saveView: keeper.saveView,
					measure: scene,
					perform: dialog => performed.push(dialog),
					editNote: () => {},
					redraw: () => {},
					suspend: () => {},
					quit: () => {},
				},
				names.split(' ').map(key),
				fakeNowMs,
			);
		},
		resize: (newCols, newRows) => {
			size.cols = newCols;
			size.rows = newRows;
		},
	};
}
