import type {Action} from '../actions/action.ts';
import type {Measured, State} from '../store/state.ts';
import {topScreen} from '../store/view.ts';
import {actsScene} from './acting/acts-scene.ts';
import {layoutDialog} from './acting/dialog-layout.ts';
import {compareScene} from './compare/compare-scene.ts';
import type {ScreenMemory} from './memory.ts';
import {toAscii} from './parts/ascii.ts';
import {rankScene} from './rank/rank-scene.ts';
import {runScene} from './run/run-scene.ts';
import {runsScene} from './runs/runs-scene.ts';
import type {Brush, Part, Scene, Size} from './scene.ts';

function inAscii(part: Part): Part {
	return {
		...part,
		draw: grid => {
			part.draw(grid);
			toAscii(grid);
		},
	};
}

/** What the screen on top of the stack shows; help shows the screen below it, which its own page covers. */
export function sceneOf(state: State, size: Size, actions: readonly Action[], memory: ScreenMemory, brush: Brush): Scene {
	const screen = topScreen(state.view);
	const {screens} = state.view;
	const shown = screen.kind === 'help' ? (screens.at(-2) ?? screen) : screen;
	const scene =
		shown.kind === 'run'
			? runScene(state, shown, size, actions, memory, brush)
			: shown.kind === 'compare'
				? compareScene(state, shown, size, actions, memory, brush)
				: shown.kind === 'rank'
					? rankScene(state, size, actions, memory, brush)
					: shown.kind === 'acts'
						? actsScene(state, size, actions, brush)
						: runsScene(state, size, actions, memory, brush);
	// The prompt stands in the footer's place, a dialog says its own keys, and help covers everything else.
	const ownKeys = state.view.prompt === null && state.view.menu === null && state.view.dialog === null;
	const kept = scene.parts.filter(part => (part.id === 'footer' ? ownKeys : screen.kind !== 'help'));
	const parts = brush.glyphs.unicode ? kept : kept.map(inAscii);
	const measured = {tree: null, textLine: null, opens: [], ...scene.measured, ...measureDialog(state, size, brush)};
	return screen.kind === 'help' ? {...scene, measured, zones: [], parts} : {...scene, parts, measured};
}

/** How far an open dialog can be scrolled. */
function measureDialog({view}: State, size: Size, brush: Brush): Partial<Measured> {
	if (view.dialog === null) return {};
	const {lines, rows, top} = layoutDialog(view.dialog, size, brush);
	return {dialogLines: lines.length, dialogRows: rows, dialogTop: top};
}
