import type {ToEngine, ToScreen} from '../engine/protocol.ts';
import type {Terminal} from '../terminal/terminal.ts';
import type {ActingPort} from './acting/desk.ts';
import type {LoadInk} from './ink-options.ts';
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
	acting: ActingPort;
	loadInk: LoadInk;
	settings?: UiSettings;
	/** The clock, in milliseconds. */
	now?: () => number;
}
