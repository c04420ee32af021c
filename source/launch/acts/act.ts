import type {ActLine, ActOffer, KnownFlag, OwnStart} from '../../core/acting/act.ts';
import type {Target} from '../../core/acting/target.ts';
import {formatBytes} from '../../core/text/units.ts';
import {describeFailure} from '../../io/describe-failure.ts';
import type {Refusal} from '../refusal.ts';

/** What came of a step that made a run, which is known by its id, or by its path where its tracker makes the id. */
export interface Done {
	message: string;
	made: string;
	/** What was started, where that is not in the run's own record. */
	process?: StartedProcess;
}

/** A process, and its start time in clock ticks since boot, by which it is known again; null where the system does not tell. */
export interface StartedProcess {
	pid: number;
	startTicks: number | null;
}

/** What would be done to one run, and how it is done. */
export interface Step {
	/** What would be done, exactly, for people. */
	lines: ActLine[];
	/** Does it and says what came of it; throws, or refuses, where it could not be done. */
	perform(): Promise<string | Done | Refusal>;
	/** Words of what is started, for the log. */
	argv?: string[];
	cwd?: string;
	/** Room on the disk that it is about. */
	bytes?: number;
	/** Flags that can be changed, and what else can be chosen. */
	flags?: KnownFlag[];
	offers?: ActOffer[];
	/** Of a start that makes no new run. */
	start?: OwnStart;
}

/** An act on runs, each by itself. */
export interface Act {
	/** As it is called: `stop`. */
	verb: string;
	/** Undoable words about runs are not asked about on the command line. */
	asks: boolean;
	/** True where several are done at once. */
	atOnce?: boolean;
	plan(target: Target): Promise<Step | Refusal>;
}

/** What an act would do to a run; a refusal that says why where that cannot be found out, as where what was said of it may not be read. */
export async function planFor({plan}: Pick<Act, 'plan'>, target: Target): Promise<Step | Refusal> {
	try {
		return await plan(target);
	} catch (error) {
		return {refusal: describeFailure(error)};
	}
}

/** What several steps come to together; null for one, or where they are about no room. */
export function totalOf(steps: readonly Step[]): ActLine | null {
	const sizes = steps.flatMap(({bytes}) => bytes ?? []);
	if (sizes.length < 2) return null;
	return {label: 'all', text: `${formatBytes(sizes.reduce((sum, bytes) => sum + bytes, 0))} in ${sizes.length} runs`};
}
