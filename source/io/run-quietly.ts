export interface QuietResult {
	/** Null where it was ended by a signal or could not be started. */
	code: number | null;
	stdout: Buffer;
	stderr: string;
}

export interface QuietOptions {
	cwd?: string;
	/** Added to this program's own environment. */
	env?: Record<string, string>;
	input?: string | Uint8Array;
	timeoutMs?: number;
	/** More output than this is cut. */
	mostBytes?: number;
}

/**
 * Runs a small program to its end and gives what it said: without a shell, without a terminal that it could ask questions on, and no longer
 * than the limit. Never rejects.
 */
export async function runQuietly(argv: readonly [string, ...string[]], options: QuietOptions = {}): Promise<QuietResult> {
	const {cwd, env, input, timeoutMs = 10_000, mostBytes = 64 * 1024 * 1024} = options;
	const [file, ...rest] = argv;
	// Loaded when first wanted: it takes as long as reading some runs, which the first list waits for. The engine's thread, whose code
	// was compiled at an earlier start, cannot import.
	const {spawn} = process.getBuiltinModule('node:child_process');
	return new Promise(resolve => {
		// Its own session: a program without a terminal cannot ask for a passphrase.
		const child = spawn(file, rest, {
			cwd,
			env: {...process.env, ...env},
			stdio: ['pipe', 'pipe', 'pipe'],
			detached: true,
		});
		const timer = setTimeout(() => killAll(child.pid), timeoutMs);
		const chunks: Buffer[] = [];
		let bytes = 0;
		let stderr = '';
		child.stdout.on('data', (chunk: Buffer) => {
			if (bytes < mostBytes) chunks.push(chunk);
			bytes += chunk.length;
		});
		child.stderr.setEncoding('utf8').on('data', (text: string) => {
			if (stderr.length < 10_000) stderr += text;
		});
		child.stdin.on('error', () => {});
		const end = (result: QuietResult) => {
			clearTimeout(timer);
			resolve(result);
		};
		child.on('error', error => end({code: null, stdout: Buffer.alloc(0), stderr: error.message}));
		child.on('close', code => end({code, stdout: Buffer.concat(chunks), stderr}));
		child.stdin.end(input ?? '');
	});
}

/** Ends a program with all that it started, which would keep its output open else: it leads a process group of its own. */
function killAll(pid: number | undefined): void {
	if (pid === undefined) return;
	try {
		process.kill(-pid, 'SIGKILL');
	} catch {
		// It has just ended.
	}
}
