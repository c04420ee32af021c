import {isLoading} from '../store/apply.ts';
import {topScreen} from '../store/view.ts';
import type {InkLayer, InkOptions, LoadInk} from './ink-options.ts';

/** Rest before Ink is loaded on its own account. */
const restMs = 2500;

/** Stands between the screen and Ink, which takes a fifth of a second to load: it comes when a prompt or dialog wants it, or in the first rest. */
export class InkLoader {
	private layer: InkLayer | null = null;
	private loading: Promise<void> | null = null;
	private timer: NodeJS.Timeout | undefined;
	private closed = false;

	constructor(
		private readonly loadInk: LoadInk,
		private readonly options: InkOptions,
	) {}

	/** Loads Ink where something on the screen needs it. */
	follow(): void {
		if (this.isWanted) void this.load();
	}

	/** To be called when runs have come: loads Ink in the first rest, when nothing is being read any more and no key was pressed for a while. */
	whenIdle(): void {
		if (this.loading !== null || this.timer !== undefined || this.options.store.getState().rows.size === 0) return;
		this.timer = setTimeout(() => {
			this.timer = undefined;
			const {reading, nowMs, keyAtMs} = this.options.store.getState();
			if (!isLoading(reading) && nowMs - keyAtMs > restMs) void this.load().then(() => this.layer?.rehearse());
			else this.whenIdle();
		}, restMs);
		this.timer.unref();
	}

	resize(): void {
		this.layer?.resize();
	}

	close(): void {
		this.closed = true;
		clearTimeout(this.timer);
		this.layer?.close();
	}

	private load(): Promise<void> {
		this.loading ??= this.loadInk().then(({openInkLayer}) => {
			if (this.closed) return;
			this.layer = openInkLayer(this.options, overlay => this.options.frame.setOverlay(overlay));
		});
		return this.loading;
	}

	/** Whether anything on the screen is drawn by Ink. */
	get isWanted(): boolean {
		const {view} = this.options.store.getState();
		return view.prompt !== null || view.menu !== null || view.dialog !== null || topScreen(view).kind === 'help';
	}
}
