import os from 'node:os';
import path from 'node:path';

/** Where this program keeps what it did and holds, by the XDG base directory specification. */
export function stateDirectory(env: NodeJS.ProcessEnv = process.env): string {
	const given = env.XDG_STATE_HOME;
	const base = given !== undefined && path.isAbsolute(given) ? given : path.join(os.homedir(), '.local', 'state');
	return path.join(base, 'xtui');
}
