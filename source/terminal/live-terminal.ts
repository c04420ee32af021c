import type {Grid} from '../draw/grid.ts';
import {Answers} from './answers.ts';
import {type Capabilities, erasesInColor} from './capabilities.ts';
import {createTheme} from './colour/theme.ts';
import type {Terminal, TerminalOptions} from './contract.ts';
import {Emitter} from './emitter.ts';
import {drainReplies} from './input/drain.ts';
import {InputReader} from './input/input.ts';
import {handOn} from './input/input-groups.ts';
import {KeyQueue} from './input/key-queue.ts';
import type {MouseEvent} from './input/mouse.ts';
import {questions} from './input/replies.ts';
import type {InputEvent} from './input/splitter.ts';
import {enterSequence, leaveSequence} from './modes.ts';
import {type Cursor, Painter} from './paint/painter.ts';
import {dropStandardStreams, guardProcess, type ProcessGuard} from './process-guard.ts';
import {createSink, type OutputStream, type Sink} from './sink.ts';
import {captureStrayOutput} from './stray-output.ts';

const clear = '\x1b[2J\x1b[H';

/** A terminal that does not know its size says 0. */
const sizeOf = ({columns, rows}: OutputStream) => ({columns: columns || 80, rows: rows || 24});

/** See `Terminal`. */
export class LiveTerminal implements Terminal {
	cols: number;
	rows: number;
	private state: 'open' | 'away' | 'closed' = 'open';
	private isStopped = false;
	private isGone = false;
	/** Written before the next frame, in the same write. */
	private prologue = '';
	/** Sent with it, but not lost where the terminal is away. */
	private asides = '';
	private wanted: {grid: Grid; cursor: Cursor | null} | null = null;
	private readonly painter: Painter;
	private readonly sink: Sink;
	private readonly reader: InputReader;
	private readonly guard: ProcessGuard | undefined;
	private readonly releaseStray: (() => string) | undefined;
	private readonly exit: (code: number) => void;
	private readonly keys: KeyQueue;
	private readonly mouse = new Emitter<MouseEvent[]>();
	private readonly pastes = new Emitter<string>();
	private readonly resizes = new Emitter<void>();
	private readonly resumes = new Emitter<void>();
	private readonly news = new Emitter<void>();
	private readonly answers: Answers;

	readonly onKeys: Terminal['onKeys'];
	readonly onMouse = this.mouse.on;
	readonly onPaste = this.pastes.on;
	readonly onResize = this.resizes.on;
	readonly onResume = this.resumes.on;
	readonly onCapabilities = this.news.on;

	constructor(private readonly options: TerminalOptions) {
		const {input, output, env, onExitRestore = true, exit = code => process.exit(code)} = options;
		this.exit = exit;
		({columns: this.cols, rows: this.rows} = sizeOf(output));
		this.answers = new Answers(env, options.ascii ?? false);
		this.painter = new Painter(this.cols, this.rows, {
			theme: createTheme(this.capabilities),
			unicode: this.capabilities.unicode,
			erasesInColor: erasesInColor(env),
		});
		this.painter.startBlank();
		this.keys = new KeyQueue(() => this.end(130));
		this.onKeys = this.keys.on;
		this.sink = createSink(output, {onFree: () => this.flush(), onGone: this.gone});
		this.reader = new InputReader(input, {onEvents: events => this.take(events), onEnd: this.gone});
		if (onExitRestore) {
			this.releaseStray = captureStrayOutput();
			this.guard = guardProcess(
				{
					restore: () => this.close(),
					stop: () => this.suspend(),
					continue: () => this.goOn(),
					isLent: () => this.state === 'away' && !this.isStopped,
				},
				exit,
			);
		}
		output.on('resize', this.resized);
		output.on('error', this.gone);
		this.reader.start();
		const asked = questions(env);
		this.prologue = `${enterSequence(this.modes())}${clear}${asked}${asked && '\x1b[H'}`;
		if (asked) {
			this.answers.start();
			this.reader.isAsking = true;
		}
		setImmediate(() => this.flush());
	}

	get capabilities(): Capabilities {
		return this.answers.capabilities;
	}

	show(grid: Grid, cursor: Cursor | null = null): void {
		this.wanted = {grid, cursor};
		this.flush();
	}

	send(sequence: string): void {
		this.asides += sequence;
		this.flush();
	}

	redraw(): void {
		this.painter.forget();
		this.flush();
	}

	suspend(): void {
		if (this.state !== 'open') return;
		this.leave();
		this.isStopped = true;
		if (this.guard) this.guard.stopJob();
		else this.goOn();
	}

	async pause<T>(work: () => Promise<T>): Promise<T> {
		if (this.state === 'open') this.leave();
		try {
			return await work();
		} finally {
			if (this.state === 'away') this.enter();
		}
	}

	close(): void {
		if (this.state === 'closed') return;
		const wasOpen = this.state === 'open';
		const {input, output} = this.options;
		if (wasOpen && this.answers.isOpen && this.prologue === '' && input.isTTY && input.fd !== undefined)
			drainReplies(input.fd, !this.answers.isWaiting);
		if (wasOpen) this.leave();
		this.state = 'closed';
		this.answers.end();
		this.sink.close();
		this.guard?.release();
		output.off('resize', this.resized);
		const stray = this.releaseStray?.();
		if (stray) process.stderr.write(stray);
	}

	/** Writes what is wanted, if it may be written now. */
	private flush(): void {
		if (this.state !== 'open' || !this.sink.isFree) return;
		const frame = this.wanted ? this.painter.paint(this.wanted.grid, this.wanted.cursor) : '';
		const text = this.prologue + this.asides + frame;
		this.prologue = '';
		this.asides = '';
		if (text !== '') this.sink.write(text);
	}

	/** Gives the terminal away. */
	private leave(): void {
		this.state = 'away';
		// Nothing has been written yet: nothing is to be undone.
		if (this.prologue === '') this.sink.writeLast(leaveSequence(this.modes()));
		this.reader.stop();
	}

	/** Takes it again, in whatever state it is. */
	private enter(): void {
		// Of a window that became another while somebody else had the terminal, no signal came here.
		this.options.output._refreshSize?.();
		this.state = 'open';
		this.reader.start();
		this.prologue = enterSequence(this.modes());
		this.painter.reopen();
		if (this.fit()) this.resizes.emit();
		this.flush();
		this.resumes.emit();
	}

	/** After a stop, wanted or not. */
	private goOn(): void {
		if (this.state === 'open') this.reader.stop();
		else if (this.state === 'closed' || !this.isStopped) return;
		this.isStopped = false;
		this.enter();
	}

	private take(events: InputEvent[]): void {
		let hasNews = false;
		// What one of these does may be to close the terminal.
		const ifOpen =
			<T>(act: (value: T) => void) =>
			(value: T) => {
				if (this.state === 'open') act(value);
			};
		handOn(events, {
			keys: ifOpen(keys => this.keys.push(keys)),
			mouse: ifOpen(reports => this.mouse.emit(reports)),
			paste: ifOpen(text => this.pastes.emit(text)),
			reply: reply => {
				hasNews = this.answers.take(reply) || hasNews;
				this.reader.isAsking = this.answers.isWaiting;
			},
		});
		if (!hasNews || this.state !== 'open') return;
		this.painter.synchronized = this.capabilities.synchronized;
		this.painter.retheme(createTheme(this.capabilities));
		this.flush();
		this.news.emit();
	}

	/** Takes the terminal's size; whether it is another one. */
	private fit(): boolean {
		const {columns, rows} = sizeOf(this.options.output);
		if (columns === this.cols && rows === this.rows) return false;
		this.cols = columns;
		this.rows = rows;
		this.painter.resize(columns, rows);
		return true;
	}

	private readonly resized = (): void => {
		if (this.state !== 'open' || !this.fit()) return;
		const before = this.wanted;
		this.resizes.emit();
		// Until a grid of the new size comes, the old one cut to it is better than what the terminal made of it.
		if (this.wanted === before) this.flush();
	};

	/** The terminal has gone away: nobody is there to read anything. */
	private readonly gone = (): void => {
		if (this.isGone) return;
		this.isGone = true;
		if (this.options.onExitRestore !== false) dropStandardStreams();
		if (this.state !== 'closed') this.end(129);
	};

	private end(code: number): void {
		this.close();
		this.exit(code);
	}

	private modes() {
		const {mouse = false, env} = this.options;
		return {mouse, env, rows: this.rows, synchronized: this.capabilities.synchronized};
	}
}
