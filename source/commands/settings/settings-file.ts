import os from 'node:os';
import path from 'node:path';

/** $XDG_CONFIG_HOME/xtui/settings.yaml, else ~/.config/xtui/settings.yaml. */
export function settingsFile(env: NodeJS.ProcessEnv = process.env): string {
	const given = env.XDG_CONFIG_HOME;
	const base = given !== undefined && path.isAbsolute(given) ? given : path.join(os.homedir(), '.config');
	return path.join(base, 'xtui', 'settings.yaml');
}
