import {render} from 'ink';
import {overlayFrame, parseFrame} from '../terminal/ansi-frame.ts';
import type {Overlay} from './frame.ts';
import {App} from './ink/app.tsx';
import {createInkHost} from './ink-host.ts';
import type {InkLayer, InkOptions} from './ink-options.ts';

/** Runs Ink between streams, not at the terminal: each of its frames becomes an overlay of the screen's own. */
export function openInkLayer(options: InkOptions, onOverlay: (overlay: Overlay) => void): InkLayer {
	const {store, actions, size, brush, scene, looks} = options;
	const cols = () => size().cols;
	const rows = () => size().rows;
	const host = createInkHost(cols(), rows(), text => {
		const frame = parseFrame(text, cols(), rows());
		onOverlay(grid => overlayFrame(grid, frame));
	});
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
	};
}
