import os from 'node:os';
import path from 'node:path';

/**
 * Where the person's own files lie, an absolute path. A `HOME` that is empty or relative would be another place in each directory; a user whom the
 * system does not know, as in a container, has none but that of containers.
 */
export function homeDirectory(): string {
	for (const home of [os.homedir, () => os.userInfo().homedir]) {
		try {
			if (path.isAbsolute(home())) return home();
		} catch {
			// The system knows no such user.
		}
	}
	return '/';
}
