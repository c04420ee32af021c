import path from 'node:path';
import {baseDirectory} from '../../io/base-directory.ts';

/** $XDG_CONFIG_HOME/xtui/settings.yaml, else ~/.config/xtui/settings.yaml. */
export const settingsFile = (): string => path.join(baseDirectory('XDG_CONFIG_HOME', '.config'), 'settings.yaml');
