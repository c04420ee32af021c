export interface LineWriter {
	print(line: string): void;
	/** Writes what waits: before the process ends, and before something else is written that is to come behind it. */
	flush(): void;
}

const mostWaiting = 64 * 1024;

/** Writes lines that are printed in one turn together: each by itself costs a system call and a turn of the stream, as much as making a line of a list. */
export function writeLines(stream: Pick<NodeJS.WritableStream, 'write'>): LineWriter {
	let waiting = '';
	const flush = () => {
		if (waiting === '') return;
		const text = waiting;
		waiting = '';
		stream.write(text);
	};
	const print = (line: string) => {
		if (waiting === '') process.nextTick(flush);
		waiting += `${line}\n`;
		if (waiting.length > mostWaiting) flush();
	};
	return {print, flush};
}
