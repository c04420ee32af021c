import {type Bar, readBar} from './bars/bars.ts';

const mostHeld = 50;
/** A bar that is done is drawn once more in the place of the first one, between two drawings of that. */
const mostKept = 3;

interface Line {
	text: string;
	depth: number;
}

/** A bar as it was drawn last on its line. */
interface Drawn {
	text: string;
	/** True where its rate is the mean so far: it was never drawn but at its begin and behind what was written. */
	isOfMean: boolean;
}

/** A bar that comes again, and how it was drawn before. */
interface Again {
	bar: Bar;
	before: Bar;
	drawn: Drawn;
}

/**
 * Puts what a program writes above its bars behind those bars as they stood then. tqdm.write takes the bars off, writes, and draws them again at
 * once, with the steps that it had held back for being drawn too often: the bars behind a row say where it is of, not those before it.
 */
export class WrittenAbove {
	/** The last ones, by how many lines below the first bar they are drawn. */
	private readonly drawn = new Map<number, Drawn[]>();
	private held: Line[] = [];
	/** True from such a row until its bars are drawn again, also where it was given before they are. */
	private isWaiting = false;
	/** True once a row was given before its bar was drawn again, with another step: it is elsewhere than it belongs. */
	isStale = false;
	/** How many blanks were written over bars since the last line, and before what is held. */
	private blanks = 0;
	private heldBlanks = 0;
	/** Step of the bar that was drawn again, and whose line had no end. */
	private unplacedStep: number | undefined;
	/** The lines of bars that were drawn again behind what is held. */
	private readonly redrawn = new Set<number>();

	/** @param take takes a line, with the number of lines below the first bar that it was drawn, NaN before that shows */
	constructor(private readonly take: (line: string, depth: number) => void) {}

	/** Takes that so many blanks were written over a line. */
	takeBlanks(count: number): void {
		this.blanks = Math.max(this.blanks, count);
	}

	/** Takes a line that is not blank. */
	takeLine(text: string, depth: number): void {
		if (text.includes('%|')) this.takeBar({text, depth});
		else this.takeWritten({text, depth});
		this.blanks = 0;
	}

	/**
	 * Gives what is held, as there is no more to read for now.
	 *
	 * @param mayWait true where it may wait for its bars, as long as those were not seen
	 */
	settle(mayWait = false): void {
		const {held} = this;
		if (held.length === 0 || (mayWait && this.unplacedStep === undefined)) return;
		this.held = [];
		for (const {text, depth} of held) this.take(text, depth);
	}

	private flush(): void {
		if (!this.isWaiting) return;
		this.isWaiting = false;
		this.redrawn.clear();
		this.settle();
		this.unplacedStep = undefined;
	}

	private takeBar({text, depth}: Line): void {
		if (Number.isNaN(depth)) {
			this.takeUnplaced(text);
			return;
		}
		const kept = this.drawn.get(depth) ?? [];
		const again = this.isWaiting && !this.redrawn.has(depth) ? this.findAgain(kept, text) : null;
		if (again === null) this.flush();
		else {
			this.redrawn.add(depth);
			const {step} = again.bar;
			this.isStale ||= this.held.length === 0 && step !== again.before.step && step !== this.unplacedStep;
		}
		const isOfMean = /\?\w+\/s/.test(text) || again?.drawn.isOfMean === true;
		this.drawn.set(depth, [...kept.slice(1 - mostKept), {text, isOfMean}]);
		const rest = again?.bar.rest ?? '';
		if (rest.trim() === '') {
			this.take(text, depth);
			return;
		}
		// What another stream wrote behind the bar comes behind what is held.
		this.take(text.slice(0, -rest.length), depth);
		this.flush();
		this.take(rest, depth);
	}

	/** Takes a bar whose line has no end yet; it comes again. */
	private takeUnplaced(text: string): void {
		const again = this.isWaiting ? this.findAgain([...this.drawn.values()].flat(), text) : null;
		if (again === null) this.flush();
		else this.unplacedStep = again.bar.step;
		this.take(text, Number.NaN);
	}

	private takeWritten(line: Line): void {
		const isFirst = this.blanks > 0 && this.drawn.size > 0;
		const goesOn = this.isWaiting && this.redrawn.size === 0 && this.blanks === 0 && this.held.length < mostHeld;
		if (!goesOn) this.flush();
		if (isFirst) this.heldBlanks = this.blanks;
		if (isFirst) this.isWaiting = true;
		if (isFirst || goesOn) this.held.push(line);
		else this.take(line.text, line.depth);
	}

	/** The bar that a line is where it was taken off and is drawn again, null where it was not, or its last drawing is not kept. */
	private findAgain(kept: readonly Drawn[], text: string): Again | null {
		const again = lastLike(kept, text);
		return again !== null && this.isRedrawn(again, text) ? again : null;
	}

	/** True for a bar that was taken off and is drawn again: it shows the rate that it showed before, which is of steps drawn by themselves. */
	private isRedrawn({bar, before, drawn: {text: shown, isOfMean}}: Again, text: string): boolean {
		if (this.heldBlanks < shown.slice(0, shown.length - before.rest.length).trim().length) return false;
		if (bar.step === before.step) return true;
		return bar.step > before.step && (isOfMean || bar.rate === before.rate) && !isPaced(shown, text, bar.step - before.step, bar);
	}
}

/** The bar that a line is with its last drawing, null where none is kept. */
function lastLike(kept: readonly Drawn[], text: string): Again | null {
	const bar = readBar(text);
	if (bar === null) return null;
	for (const drawn of kept.toReversed()) {
		const before = readBar(drawn.text);
		if (before?.label === bar.label && before.total === bar.total) return {bar, before, drawn};
	}
	return null;
}

/** Seconds that a bar says have passed, NaN where it says none. */
function elapsedOf(text: string): number {
	const found = /\[(?:(\d+):)?(\d+):(\d\d)</.exec(text);
	return found === null ? Number.NaN : Number(found[1] ?? 0) * 3600 + Number(found[2]) * 60 + Number(found[3]);
}

/** True where that many steps take about the time that has passed: they were not held back, and the bar was drawn by itself. */
function isPaced(shown: string, text: string, steps: number, {rate = ''}: Bar): boolean {
	const seconds = elapsedOf(text) - elapsedOf(shown);
	const number = Number.parseFloat(rate);
	const needed = /s\/\w/.test(rate) ? steps * number : steps / number;
	return seconds > 1 || (seconds === 1 && needed >= 0.5);
}
