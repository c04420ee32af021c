import type {Terminal, TerminalOptions} from './contract.ts';
import {LiveTerminal} from './live-terminal.ts';

export type {Capabilities} from './capabilities.ts';
export type {Terminal, TerminalOptions, Unsubscribe} from './contract.ts';
export type {Key} from './input/key.ts';
export {withoutMeta} from './input/key.ts';
export type {MouseEvent} from './input/mouse.ts';
export type {Cursor} from './paint/painter.ts';
export {bell, copySequence, notifySequence} from './signals.ts';

/** Takes the terminal over. The first frame shown is written at once; what the terminal is asked is answered later. */
export const openTerminal = (options: TerminalOptions): Terminal => new LiveTerminal(options);
