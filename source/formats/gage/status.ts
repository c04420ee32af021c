import {deletedAfter, type Judgement} from '../../core/status.ts';
import {judgeExit, wordOfExit} from '../guild/exit.ts';

/** Between two lines of the log of a preparation while no step of it has a lock: Gage copies source code and writes flags into it. */
const preparesWithinMs = 60_000;

export interface Marks {
	exit: number | null;
	/** What Gage's log says of it, where it has no file: Gage itself may end before it writes that. */
	loggedExit: number | null;
	/** The step of its preparation with which Gage gave up, by its log; null for none. */
	failedStep: {name: string; exit: number} | null;
	/** When its preparation came as far as it did, milliseconds; 0 where nothing tells. */
	preparedAtMs: number;
	/** True where there is a file for it, whatever that holds. */
	hasExit: boolean;
	/** True where its meta is an archive, as it is once a run is over, and not whole. */
	isCut: boolean;
	/** True where it holds files of a kind that Gage can read and this program cannot. */
	isForeign: boolean;
	/** True where it cannot be read at all. */
	isShut: boolean;
	/** True where it says when it ended, though that may be damaged. */
	isStopped: boolean;
	hasLock: boolean;
	isStaged: boolean;
	isInitialized: boolean;
	/** True where it says when it started, though that may be damaged. */
	isStarted: boolean;
	/** `active`, `trash` or the id of an archive. */
	container: string;
}

/**
 * How a run stands as far as its files prove it; null where its process has to tell. The release of Gage leaves the lock of a run that was
 * stopped with ctrl-c and then calls it running for ever, so a lock proves nothing here.
 */
export function outcomeOf(marks: Marks): Judgement | null {
	const own = ownOutcome(marks);
	if (marks.container !== 'trash') return own;
	return deletedAfter(own, "in Gage's trash");
}

/**
 * True where an end is proven, whatever it was. Gage takes the lock away before it writes when and how a run ended; what it wrote of that may be
 * damaged.
 */
export const hasEnded = ({exit, loggedExit, hasExit, isCut, isStarted, isStopped, hasLock}: Marks): boolean =>
	exit !== null || isCut || ((isStopped || loggedExit !== null || (hasExit && isStarted)) && !hasLock);

function ownOutcome(marks: Marks): Judgement | null {
	const {exit, loggedExit, failedStep, hasExit, isCut, isForeign, isShut, hasLock, isStaged, isInitialized, isStarted} = marks;
	if (exit !== null) return judgeExit(exit, 'proc/exit');
	if (isShut) return {status: 'unknown', why: 'its archive cannot be read'};
	if (isCut) return {status: 'unknown', why: 'its archive is cut, and how it stands is not in what is left of it'};
	if (loggedExit !== null && !hasLock) return judgeExit(loggedExit, 'log/runner says exit code');
	const fault = hasExit ? (isForeign ? 'of a kind that cannot be read here' : 'damaged') : 'missing';
	if (hasEnded(marks)) return {status: 'unknown', why: `it has ended, and how is not known: proc/exit is ${fault}`};
	if (hasLock || isStarted) return null;
	if (isStaged) return {status: 'queued', why: 'staged and not started', waits: true};
	if (isInitialized && failedStep !== null)
		return {
			status: 'failed',
			why: `not prepared and never started: log/runner says exit code ${failedStep.exit} for ${failedStep.name}`,
		};
	if (isInitialized)
		return {
			status: 'queued',
			why: 'initialized, and not prepared to its end: nothing of that is written any more',
			fromMs: marks.preparedAtMs + preparesWithinMs,
			waits: true,
		};
	return {status: 'unknown', why: 'its meta holds no time and no exit code'};
}

/** Gage's own word; null where it cannot read the run. */
export function wordOf({exit, isCut, isForeign, hasLock, isStaged, isInitialized}: Marks): string | null {
	if (exit !== null) return wordOfExit(exit);
	if (isCut || isForeign) return null;
	if (hasLock) return 'running';
	return isStaged ? 'staged' : isInitialized ? 'pending' : 'unknown';
}
