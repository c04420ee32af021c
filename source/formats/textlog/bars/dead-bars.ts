import type {Bar} from './bars.ts';
import type {Known} from './known-bar.ts';

/** A bar that a failure left open, as it stood then. */
interface Dead {
	label: string;
	epoch: number | null;
	step: number;
	postfix: string;
	/** How many lines below the first bar it is drawn. */
	depth: number;
	/** True once it has shown the steps that tqdm had held back: it moves no more. */
	isDone: boolean;
	/** Step of the living bar when it was drawn in the place of this one, null where it was not. */
	livingStep: number | null;
}

/**
 * Bars that a failure left open. What keeps the traceback, or the trainer that failed, keeps them: tqdm then draws the bars of the next attempt
 * below them, and them once more whenever it draws all, or while the program ends.
 */
export class DeadBars {
	private readonly dead = new Map<string, Dead[]>();
	/** What the attempts before came to. */
	private readonly attempts = new Map<string, Known>();
	/** How many lines below the first bar those of this attempt begin. */
	private base = 0;

	/** Takes that what begins that many lines below the first bar is of another attempt than those bars, by their names. */
	beginBelow(bars: Iterable<[string, Known]>): void {
		for (const [name, bar] of bars) {
			this.bury(name, bar);
			this.attempts.set(name, bar);
		}
	}

	/** Takes that the first bar of this attempt is that many lines below the first one. */
	moveDown(depth: number): void {
		this.base = depth;
	}

	/** Takes that what that bar was drawn for is over. */
	bury(name: string, bar: Known): void {
		if (bar.side || bar.total === null || bar.step >= bar.total) return;
		const {label, epoch, step, postfix} = bar;
		const dead = {label, epoch, step, postfix, depth: bar.depth + this.base, isDone: false, livingStep: null};
		this.dead.set(name, [...(this.dead.get(name) ?? []), dead]);
	}

	/** The bar of that name of the attempt before, undefined where it had none. */
	before(name: string): Known | undefined {
		return this.attempts.get(name);
	}

	/**
	 * How many lines below the first bar of this attempt a bar was drawn, null for a dead one. While that is not known, one that may be dead is.
	 *
	 * @param living the bar of that name that this attempt has
	 */
	depthOf(name: string, bar: Bar, depth: number, living: Known | undefined): number | null {
		const named = this.dead.get(name) ?? [];
		if (Number.isNaN(depth) && named.length > 0) {
			const goesOn = living !== undefined && bar.step >= living.step;
			return goesOn && !named.some(dead => isOf(dead, bar, living)) ? depth : null;
		}
		if (living !== undefined && goesBack(bar, living) && named.some(dead => isSame(dead, bar))) return null;
		const below = Number.isNaN(depth) ? depth : Math.max(0, depth - this.base);
		const isElsewhere = depth < this.base || (living !== undefined && living.depth !== below);
		const dead = isElsewhere ? named.find(one => one.depth === depth) : undefined;
		if (dead === undefined) return below;
		if (isOf(dead, bar, living)) {
			dead.isDone ||= bar.step !== dead.step;
			dead.step = bar.step;
			return null;
		}
		this.takeLiving(named, dead, bar, living);
		return below;
	}

	/** What is done is drawn once more in the place of the first bar; what begins or goes on there has taken it, and the dead one is gone. */
	private takeLiving(named: Dead[], dead: Dead, bar: Bar, living: Known | undefined): void {
		const hasMoved = dead.livingStep !== null && bar.step > dead.livingStep;
		dead.livingStep = bar.step;
		if (living === undefined || (!hasMoved && bar.step >= living.step)) return;
		named.splice(named.indexOf(dead), 1);
		this.base = Math.min(this.base, dead.depth);
	}
}

const isSame = (dead: Dead, bar: Bar): boolean =>
	dead.label === bar.label && dead.step === bar.step && dead.step > 0 && dead.postfix === bar.postfix;

const goesBack = (bar: Bar, living: Known): boolean =>
	bar.epoch === null || bar.epoch === living.epoch ? bar.step < living.step : bar.epoch < (living.epoch ?? 0);

/** True where a bar that is drawn in the place of a dead one is that: it stands where that did, or is nearer to it than to the living one. */
function isOf(dead: Dead, bar: Bar, living: Known | undefined): boolean {
	if (bar.step < dead.step || bar.step === bar.total) return false;
	if (bar.step > dead.step && dead.isDone) return false;
	return living === undefined || bar.step < living.step || bar.step - dead.step <= bar.step - living.step;
}
