import {isLoading} from '../store/loading.ts';
import {topScreen} from '../store/view.ts';
import type {InkLayer, InkOptions, LoadInk} from './ink-options.ts';

/** Rest before Ink is loaded on its own account; a shorter one while runs are being read, when waiting for it would take longest. */
const restMs = 2500;
const busyRestMs = 1000;

/** Stands between the screen and Ink, which takes a fifth of a second to load: it comes when a prompt or dialog wants it, or in the first rest. */
export class InkLoader {
	private layer: InkLayer | null = null;
	private loading: Promise<void> | null = null;
	private timer: NodeJS.Timeout | undefined;
	private isRehearsed = false;
	private closed = false;

	constructor(
		private readonly loadInk: LoadInk,
		private readonly options: InkOptions,
	) {}

	/** Loads Ink where something on the screen needs it. */
	follow(): void {
		if (this.isWanted) void this.load();
	}

	/** To be called when runs have come: loads Ink in the first rest, when no key was pressed for a while, and rehearses with it once all is read. */
	whenIdle(): void {
		const {rows, reading} = this.options.store.getState();
		if (this.isRehearsed || this.timer !== undefined || rows.size === 0) return;
		const rest = isLoading(reading) ? busyRestMs : restMs;
		this.timer = setTimeout(() => {
			this.timer = undefined;
			const {reading, nowMs, keyAtMs} = this.options.store.getState();
			// All has been read meanwhile: nothing is slow any more, and who begins to look about is not to wait for it.
			const isOver = rest === busyRestMs && !isLoading(reading);
			if (nowMs - keyAtMs <= rest || isOver) return this.whenIdle();
			this.isRehearsed = !isLoading(reading);
			void this.load().then(() => this.isRehearsed && this.layer?.rehearse());
		}, rest);
		this.timer.unref();
	}

	/** Whether what Ink draws is still to come, as it is being loaded. */
	get isAwaited(): boolean {
		return this.isWanted && this.layer === null;
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
