import {Box} from 'ink';
import {useMemo} from 'react';
import {useStore} from 'zustand';
import type {Action} from '../../actions/action.ts';
import type {State} from '../../store/state.ts';
import type {Store} from '../../store/store.ts';
import {topScreen} from '../../store/view.ts';
import {ActDialog} from '../acting/act-dialog.tsx';
import {HelpPage} from '../help/help-page.tsx';
import type {Looks} from '../looks.ts';
import {MenuDialog} from '../prompts/menu-dialog.tsx';
import {PromptLine, promptHeight} from '../prompts/prompt-line.tsx';
import type {Brush, Scene, Size} from '../scene.ts';
import {TextModes} from './line.tsx';
import {Pane} from './pane.tsx';
import {watchStructure} from './structure.ts';

export interface AppProps {
	store: Store;
	actions: readonly Action[];
	size: Size;
	brush: Brush;
	/** See `PaneProps`. */
	backend: 'cells' | 'text';
	scene: () => Scene;
	looks: Looks;
}

/** Ink's part of the screen: where the panes are, and over them the help, a dialog or a prompt; a prompt by itself is as high as it is. */
export function App({store, actions, size, brush, backend, scene, looks}: AppProps) {
	const structure = useMemo(watchStructure, []);
	useStore(store, backend === 'text' ? identity : structure);
	const state = store.getState();
	const {prompt, menu, dialog} = state.view;
	const help = topScreen(state.view).kind === 'help';
	const menuLook = menu === null ? null : looks.menu(state, menu, size, brush, actions);
	const line = menuLook?.item ?? null;
	state.measured.menuLine = menu === null || line === null ? null : {menu, id: line.id, label: line.label};
	const look = prompt === null ? null : looks.prompt(state, prompt, size, brush);
	const alone =
		backend === 'cells' && !help && menu === null && dialog === null && look !== null && promptHeight(look) < size.rows;
	const plain = backend === 'text';
	const ascii = !brush.glyphs.unicode;
	// The same object for the same modes: another one would have every line laid out anew.
	const mode = useMemo(() => ({plain, ascii, alone}), [plain, ascii, alone]);
	if (alone)
		return (
			<TextModes value={mode}>
				<PromptLine look={look} size={size} />
			</TextModes>
		);
	return (
		<TextModes value={mode}>
			<Box width={size.cols} height={size.rows}>
				{scene().parts.map(part => (
					<Pane key={part.id} part={part} backend={backend} />
				))}
				{help && <HelpPage state={state} size={size} brush={brush} actions={actions} />}
				{menuLook !== null && <MenuDialog look={menuLook} size={size} brush={brush} />}
				{dialog !== null && <ActDialog dialog={dialog} size={size} brush={brush} />}
				{look !== null && (
					<Box position="absolute" left={0} top={size.rows - promptHeight(look)}>
						<PromptLine look={look} size={size} />
					</Box>
				)}
			</Box>
		</TextModes>
	);
}

const identity = (state: State): unknown => state;
