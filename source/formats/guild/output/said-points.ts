import type {OutputPoint} from './output-point.ts';

/** Points beyond this are not compared. */
const mostPoints = 100_000;

/** Step and value of each point of a name, in the order in which they were said or recorded. */
export class SaidPoints {
	readonly steps: number[] = [];
	readonly values: number[] = [];
	/** True where Guild could not read the value of one of them. */
	hasUnread = false;
	/** True where one of them stands in a line of another style, which may say a value again. */
	isMixed = false;

	get isWhole(): boolean {
		return this.steps.length <= mostPoints;
	}

	push(step: number, value: number): void {
		if (!this.isWhole) return;
		this.steps.push(step);
		this.values.push(value);
	}
}

/** What an output says by the project's patterns, and by the tracker's own rule where that may have missed some of it, by name. */
export class SaidByRule {
	private readonly byName = new Map<string, SaidPoints>();

	/** @param doubted names of which what the tracker's own rule finds counts too */
	constructor(private readonly doubted: ReadonlySet<string>) {}

	note({name, value, ruled, form}: OutputPoint, step: number): void {
		if (ruled === undefined ? !this.doubted.has(name) : form === 'bar') return;
		const points = this.byName.get(name) ?? new SaidPoints();
		this.byName.set(name, points);
		points.push(step, value);
		points.hasUnread ||= ruled === undefined ? form === 'wider' : !ruled.isGuilds;
		points.isMixed ||= ruled === undefined && form !== 'wider' && form !== 'released';
	}

	/**
	 * Names of which the output says all that was recorded, in its order, and more that Guild could not read: the output has their whole curve.
	 * @param mayLag true where the record may be ahead of what was read of the output
	 */
	fullerThan(recorded: ReadonlyMap<string, SaidPoints>, mayLag: boolean): Set<string> {
		const isFuller = (name: string, said: SaidPoints): boolean => {
			const own = recorded.get(name);
			if (own === undefined || !own.isWhole || !said.isWhole || said.isMixed || !said.hasUnread) return false;
			// Git HEAD's Guild reads all of them itself.
			return said.steps.length > own.steps.length && isAmong(own, said, mayLag);
		};
		return new Set([...this.byName].flatMap(([name, said]) => (isFuller(name, said) ? [name] : [])));
	}
}

/**
 * True where all points come in this order among the others; events keep no more of a value than a float of 32 bits does. What Guild has all at step 0,
 * as it found none in the output, may stand below headings there.
 */
function isAmong(some: SaidPoints, all: SaidPoints, mayLag: boolean): boolean {
	const hasSteps = some.steps.some(step => step !== 0);
	let at = 0;
	for (const [i, step] of some.steps.entries()) {
		const value = some.values[i]!;
		const isIt = (i: number) => (!hasSteps || all.steps[i] === step) && Object.is(Math.fround(all.values[i]!), value);
		while (at < all.steps.length && !isIt(at)) at++;
		if (at === all.steps.length) return mayLag && i > 0 && step > (all.steps.at(-1) ?? step);
		at++;
	}
	return true;
}
