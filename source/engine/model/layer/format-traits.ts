import type {Format} from '../../../formats/format.ts';
import type {Logged} from '../../../formats/logged.ts';

const saysNothing: Logged = {};

/** What a format says of all that it reads. */
export type FormatHabits = Pick<
	Format,
	| 'isZoneless'
	| 'isOutput'
	| 'isWholeFile'
	| 'startFolder'
	| 'isOneTraining'
	| 'isTable'
	| 'partsRuns'
	| 'host'
	| 'logsPrograms'
	| 'logged'
	| 'startsPrograms'
	| 'triesSettings'
	| 'returnsResults'
	| 'notReturned'
>;

/** What is true of a layer because it is of its format. */
export class FormatTraits {
	constructor(protected readonly habits: FormatHabits) {}

	/** True where its times are by a clock whose zone nobody knows. */
	get isZoneless(): boolean {
		return this.habits.isZoneless === true;
	}

	/** True for tables that a program wrote by itself. */
	get isOwnTable(): boolean {
		return this.habits.isTable === true;
	}

	/** True for what a program printed. */
	get isPrinted(): boolean {
		return this.habits.isOutput === true;
	}

	/** True for a file that is written anew as a whole each time. */
	get isWholeFile(): boolean {
		return this.habits.isWholeFile === true;
	}

	/** True where it is what a program logged of itself. */
	get logsPrograms(): boolean {
		return this.habits.logsPrograms === true;
	}

	/** What of the same run may be told elsewhere. */
	get logged(): Logged {
		return this.habits.logged ?? saysNothing;
	}

	/** True where it has no other settings than those that were tried. */
	get isTrial(): boolean {
		return this.habits.triesSettings === true;
	}

	/** True where its summary is what the run returned. */
	get hasResults(): boolean {
		return this.habits.returnsResults === true;
	}

	/** True for a key of that summary that was none of it. */
	isNotReturned(key: string): boolean {
		return this.habits.notReturned?.has(key) === true;
	}

	/** True where it tells of the process itself, which it has started. */
	get isStarter(): boolean {
		return this.habits.startsPrograms === true;
	}

	/** True where it is of a run in whose directory any program may have had trackers of its own. */
	get isHost(): boolean {
		return this.habits.host !== undefined;
	}

	/** True where what lies in its directory may be of an earlier start of its run. */
	get isStartedInPlace(): boolean {
		return this.habits.host?.startFile !== undefined;
	}

	/** Of a host's run: the file whose time is that of its latest start; null where it is started but once. */
	startFileIn(directory: string): string | null {
		return this.habits.host?.startFile?.(directory) ?? null;
	}
}
