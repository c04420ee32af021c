import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {bytesOfKey} from './keys.ts';

export interface DriveOptions {
	/** Default 80. */
	cols?: number;
	/** Default 24. */
	rows?: number;
	/** Added to a clean environment (PATH, HOME, LANG=C.UTF-8, TERM=xterm-256color); undefined takes one away. */
	env?: Record<string, string | undefined>;
	cwd?: string;
	/** What the terminal answers for its background: an XParseColor text; null: it knows no such question. Default black. */
	background?: string | null;
	/** False: it answers nothing at all; 'held': only when told to by `answer`. */
	answers?: boolean | 'held';
}

export interface ExitReport {
	code: number;
	/** Number of the signal that ended it, or 0. */
	signal: number;
}

/** A program in a pseudo-terminal, in front of a terminal emulator. Nothing here waits by the clock, but for the limits. */
export interface Drive {
	readonly pid: number;
	readonly emulator: InstanceType<typeof xterm.Terminal>;
	/** Lines as a person sees them now, trailing blanks cut. */
	screen(): string[];
	/** The screen, once it holds a text, matches, or satisfies a question. Rejects with the screen after the limit (10 s), or when the program has ended. */
	waitFor(what: string | RegExp | ((screen: string[]) => boolean), limitMs?: number): Promise<string[]>;
	/** The same for all that was ever written, escape sequences included; `from` counts characters. */
	waitForOutput(what: string | RegExp, from?: number, limitMs?: number): Promise<void>;
	/** Writes keys by name ('down', 'ctrl-c') or as text, all in one write. */
	press(...keys: string[]): void;
	/** Everything written so far. */
	output(): string;
	/** Bytes written so far. */
	bytes(): number;
	/** Sends the answers that were held. */
	answer(): void;
	resize(cols: number, rows: number): void;
	/** Sends the program itself a signal. */
	kill(signal: NodeJS.Signals): void;
	/** Stops reading, as a link that is full, and goes on. */
	stall(): void;
	unstall(): void;
	/** Takes the terminal away, as a lost connection does. */
	hangUp(): void;
	/** Ends it the hard way if it is still there: for a test's cleaning up. */
	stop(): Promise<ExitReport>;
	readonly exit: Promise<ExitReport>;
}

const defaultLimitMs = 40_000;

/** Starts a program (a shell command, or a file and its arguments). Stop it yourself, or let the test end it by its keys. */
export function start(command: string | readonly string[], options: DriveOptions = {}): Drive {
	const {cols = 80, rows = 24, background = 'rgb:0000/0000/0000', answers = true} = options;
	const [file, ...parameters] = typeof command === 'string' ? ['/bin/bash', '-c', command] : command;
	const basic = {PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'C.UTF-8', TERM: 'xterm-256color'};
	const env = Object.fromEntries(Object.entries({...basic, ...options.env}).filter(([, value]) => value !== undefined));
	const pty = spawn(file!, parameters, {cols, rows, env, cwd: options.cwd, name: env.TERM});
	const emulator = new xterm.Terminal({cols, rows, scrollback: 0, allowProposedApi: true});
	const output: string[] = [];
	let bytes = 0;
	let checks: Array<() => void> = [];
	let ended = false;
	let isUpdating = false;
	const check = () => {
		for (const one of [...checks]) one();
	};
	pty.onData(data => {
		output.push(data);
		bytes += Buffer.byteLength(data);
		emulator.write(data, () => {
			if (!isUpdating) check();
		});
	});
	// A screen arrives in pieces of any size; between the marks of one update (mode 2026) it is no screen that a person would see.
	for (const final of ['h', 'l'])
		emulator.parser.registerCsiHandler({prefix: '?', final}, modes => {
			if (modes.includes(2026)) isUpdating = final === 'h';
			return false;
		});
	let held: string | null = answers === 'held' ? '' : null;
	const reply = (text: string) => {
		if (held !== null) held += text;
		else if (answers && !ended) pty.write(text);
	};
	emulator.onData(reply);
	emulator.parser.registerOscHandler(11, text => {
		if (text === '?' && background !== null) reply(`\x1b]11;${background}\x1b\\`);
		return true;
	});
	const exit = new Promise<ExitReport>(resolve => {
		pty.onExit(({exitCode, signal}) => {
			// Everything written before the end is to be seen first.
			emulator.write('', () => {
				ended = true;
				resolve({code: exitCode, signal: signal ?? 0});
				check();
			});
		});
	});
	const screen = () => {
		const buffer = emulator.buffer.active;
		return Array.from(
			{length: emulator.rows},
			(_, y) =>
				buffer
					.getLine(buffer.baseY + y)
					?.translateToString(true, 0, emulator.cols)
					.trimEnd() ?? '',
		);
	};

	function until<T>(test: () => T | undefined, limitMs: number, wanted: unknown): Promise<T> {
		return new Promise((resolve, reject) => {
			const settle = (done: () => void) => {
				clearTimeout(timer);
				checks = checks.filter(one => one !== attempt);
				done();
			};
			const fail = (why: string) =>
				settle(() =>
					reject(
						new Error(
							`${why} before ${wanted} was there. The screen:\n${screen().join('\n')}\nThe end of the output: ${JSON.stringify(output.join('').slice(-600))}`,
						),
					),
				);
			const attempt = () => {
				const found = test();
				if (found !== undefined) settle(() => resolve(found));
				else if (ended) fail('The program ended');
			};
			const timer = setTimeout(() => fail(`${limitMs} ms passed`), limitMs);
			checks.push(attempt);
			if (ended || !isUpdating) attempt();
		});
	}

	return {
		pid: pty.pid,
		emulator,
		screen,
		exit,
		waitFor(what, limitMs = defaultLimitMs) {
			const matches = (lines: string[]) => {
				if (typeof what === 'function') return what(lines);
				return typeof what === 'string' ? lines.some(line => line.includes(what)) : what.test(lines.join('\n'));
			};
			return until(
				() => {
					const lines = screen();
					return matches(lines) ? lines : undefined;
				},
				limitMs,
				what,
			);
		},
		async waitForOutput(what, from = 0, limitMs = defaultLimitMs) {
			await until(
				() => {
					const text = output.join('').slice(from);
					return (typeof what === 'string' ? text.includes(what) : what.test(text)) || undefined;
				},
				limitMs,
				what,
			);
		},
		press: (...keys) => pty.write(keys.map(bytesOfKey).join('')),
		output: () => output.join(''),
		bytes: () => bytes,
		answer() {
			const text = held ?? '';
			held = null;
			reply(text);
		},
		resize(newCols, newRows) {
			emulator.resize(newCols, newRows);
			pty.resize(newCols, newRows);
		},
		kill: signal => process.kill(pty.pid, signal),
		stop() {
			if (!ended) pty.kill('SIGKILL');
			return exit;
		},
		stall: () => pty.pause(),
		unstall: () => pty.resume(),
		hangUp: () => (pty as unknown as {destroy(): void}).destroy(),
	};
}
