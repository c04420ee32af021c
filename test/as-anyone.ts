/** Does something as a user whom modes of files bind, which they do not bind root. */
export function asAnyone<T>(act: () => T): T {
	const isRoot = process.geteuid?.() === 0;
	if (isRoot) process.seteuid?.(65_534);
	try {
		return act();
	} finally {
		if (isRoot) process.seteuid?.(0);
	}
}
