import {render} from 'ink';
import type {Prompt} from '../store/view.ts';
import {overlayFrame, parseFrame} from '../terminal/paint/ansi-frame.ts';
import type {Overlay} from './frame.ts';
import {App} from './ink/app.tsx';
import {TextModes} from './ink/line.tsx';
import {createInkHost} from './ink-host.ts';
import type {InkLayer, InkOptions} from './ink-options.ts';
import {PromptLine} from './prompts/prompt-line.tsx';

/** Runs Ink between streams, not at the terminal: each of its frames becomes an overlay of the screen's own. */
export function openInkLayer(options: InkOptions, onOverlay: (overlay: Overlay) => void): InkLayer {
	const {store, actions, size, brush, scene, looks} = options;
	const cols = () => size().cols;
	const rows = () => size().rows;
	const host = createInkHost(cols(), rows(), text => onOverlay(overlayOf(text, cols(), rows())));
	const app = () => (
		<App
			store={store}
			actions={actions}
			size={{cols: cols(), rows: rows()}}
			brush={brush()}
			backend="cells"
			scene={scene}
			looks={looks}
		/>
	);
	const instance = render(app(), host.renderOptions);
	return {
		resize: () => {
			host.resize(cols(), rows());
			instance.rerender(app());
		},
		close: () => instance.unmount(),
		rehearse: () => rehearse(options),
	};
}

/** A frame of fewer lines than the screen has stands at its foot and covers what is there. */
function overlayOf(text: string, cols: number, rows: number): Overlay {
	const height = text.split('\n').length;
	const frame = parseFrame(text, cols, Math.min(height, rows));
	return height < rows ? grid => grid.blit(frame.grid, 0, grid.rows - height) : grid => overlayFrame(grid, frame);
}

/** What is typed at the prompt of the rehearsal: fields are completed, then values, then nothing. */
const rehearsed = ['l', 'lo', 'loss<', 'status:', 'status:f', 'loss<1 '];

/** A turn for each text, so that a real key has to wait for no more than one. */
function rehearse({store, size, brush, looks}: InkOptions): void {
	const {cols, rows} = size();
	const host = createInkHost(cols, rows, text => void overlayOf(text, cols, rows));
	const prompt = (text: string) => {
		const state = store.getState();
		const imagined: Prompt = {kind: 'filter', text, caret: text.length, before: '', cycle: null, recall: null};
		const look = looks.prompt({...state, view: {...state.view, prompt: imagined}}, imagined, {cols, rows}, brush());
		return (
			<TextModes value={{plain: false, ascii: !brush().glyphs.unicode, alone: true}}>
				<PromptLine look={look} size={{cols, rows}} />
			</TextModes>
		);
	};
	const instance = render(prompt(''), host.renderOptions);
	const say = ([text, ...others]: readonly string[]) => {
		if (text === undefined || store.getState().view.prompt !== null) return instance.unmount();
		instance.rerender(prompt(text));
		setImmediate(say, others);
	};
	setImmediate(say, rehearsed);
}
