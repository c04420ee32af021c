import type {Action} from '../../actions/action.ts';
import {arrangePanes} from '../../core/panes/arrange.ts';
import {listPanes, type PaneContent, type PaneTree} from '../../core/panes/pane-tree.ts';
import type {Grid} from '../../draw/grid.ts';
import {codeWish} from '../../store/compare/code-wish.ts';
import {contentTitles} from '../../store/compare/pane-menu.ts';
import {comparePlace, focusedPane, kindOf} from '../../store/compare/panes.ts';
import {showable} from '../../store/compare/showable.ts';
import type {State} from '../../store/state.ts';
import type {Screen} from '../../store/view.ts';
import {tellRuns} from '../charts/tell-runs.ts';
import type {ScreenMemory} from '../memory.ts';
import {drawFooter} from '../parts/footer.ts';
import {type Brush, nothingShown, type Scene, type Size} from '../scene.ts';
import {borderParts, borderZones} from './borders.ts';
import {drawCompareHeader} from './compare-header.ts';
import {layoutCompare} from './compare-layout.ts';
import {modelOf} from './compare-model.ts';
import {curvesPart} from './curves/curves-part.ts';
import {pageOf} from './page-of.ts';
import type {PaneContext} from './pane-part.ts';
import {codeLine} from './table-line.ts';
import {textPart} from './text-part.ts';

/** Lines of each log: more than a screen of them, and few enough to be put beside each other at every change. */
const logLines = 500;

/** Several runs side by side, in panes that the person arranges: their curves over each other, and tables of what differs and what came of it. */
export function compareScene(
	state: State,
	screen: Extract<Screen, {kind: 'compare'}>,
	size: Size,
	actions: readonly Action[],
	memory: ScreenMemory,
	given: Brush,
): Scene {
	const {view} = state;
	const model = modelOf(state, screen.runs, memory);
	const looks = model.rows.flatMap(({key}) => model.looks.get(String(key)) ?? []);
	const brush = tellRuns(given, model.isPaired, looks);
	const has = showable(state, model.comparison);
	const tree = view.panes.tree ?? arrangePanes(comparePlace(size), pageOf('differs', state, model, brush).lines.length, has);
	const focused = focusedPane(view, tree);
	const {header, footer, panes, borders, alone} = layoutCompare(size, tree, focused, view.zoomed);
	const context: PaneContext = {state, model, memory, brush, focused: focused.id, hint: alone ? hintOf(tree, focused.id) : ''};
	const parts = panes.map(placed => (placed.pane.content === 'curves' ? curvesPart : textPart)(placed, context));
	const inFocus = parts.find(({pane}) => pane.id === focused.id);
	const curves = focused.content === 'curves' ? inFocus : parts.find(({pane}) => pane.content === 'curves');
	const runs = model.rows.map(row => row.key);
	const shows = (content: PaneContent) => parts.some(({pane}) => pane.content === content);
	return {
		parts: [
			{id: 'header', rect: header, draw: (grid: Grid) => drawCompareHeader(grid, state, model, brush)},
			...(footer === null ? [] : [{id: 'footer', rect: footer, draw: (grid: Grid) => drawFooter(grid, state, actions, brush)}]),
			...parts.map(({pane, rect, draw}) => ({id: `pane ${pane.id}`, rect, draw})),
			...borderParts(borders, brush),
		].filter(({rect}) => rect.rows > 0 && rect.cols > 0),
		zones: [...parts.flatMap(({zones}) => zones), ...borderZones(borders, panes)],
		shown: {
			...nothingShown,
			runs,
			curves: parts.flatMap(part => part.curves),
			compared: {
				runs,
				at: model.comparison.at,
				code: shows('source') || view.opened?.line === codeLine ? codeWish(state, model.rows) : null,
				surroundings: shows('environment'),
				// Without a pane for it, too: whether there is output decides over that pane.
				logLines: shows('logs') || (view.panes.tree === null && !has.curves) ? logLines : 0,
			},
		},
		measured: {
			panes: listPanes(tree).map(kindOf),
			tree,
			columns: [],
			textLine: null,
			chartMetrics: [],
			chart: null,
			...curves?.measured,
			...inFocus?.measured,
		},
	};
}

/** Which pane Tab would bring. */
function hintOf(tree: PaneTree, focused: number): string {
	const panes = listPanes(tree);
	const at = panes.findIndex(({id}) => id === focused);
	return `Tab ${contentTitles[panes[(at + 1) % panes.length]!.content].toLowerCase()}`;
}
