type Write = typeof process.stdout.write;

/** What is kept of stray text, in characters. */
const longest = 64 * 1024;

/**
 * Keeps what anything in this process writes to the terminal (console.log of a library, a warning) off the screen. Returns a function that ends
 * this and returns the text, for it to be shown below once the screen has been given back.
 */
export function captureStrayOutput(): () => string {
	let text = '';
	const keep = (chunk: string) => {
		text = (text + chunk).slice(-longest);
	};
	const streams = [process.stdout, process.stderr].filter(stream => stream.isTTY);
	const capture = ((chunk: Uint8Array | string, encoding?: unknown, done?: unknown) => {
		keep(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
		const callback = typeof encoding === 'function' ? encoding : done;
		if (typeof callback === 'function') process.nextTick(callback as () => void);
		return true;
	}) as Write;
	const originals = streams.map(stream => stream.write);
	for (const stream of streams) stream.write = capture;
	// Node writes warnings past every stream.
	const warners = process.listeners('warning');
	const keepWarning = (warning: Error) => keep(`${warning.name}: ${warning.message}\n`);
	process.removeAllListeners('warning').on('warning', keepWarning);
	return () => {
		streams.forEach((stream, i) => {
			if (stream.write === capture) stream.write = originals[i]!;
		});
		process.off('warning', keepWarning);
		for (const warner of warners) process.on('warning', warner);
		return text;
	};
}
