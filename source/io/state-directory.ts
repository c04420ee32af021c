import {baseDirectory} from './base-directory.ts';

/** Where this program keeps what it did and holds: $XDG_STATE_HOME/xtui, else ~/.local/state/xtui. */
export const stateDirectory = (): string => baseDirectory('XDG_STATE_HOME', '.local', 'state');
