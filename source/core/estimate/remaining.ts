/** Remaining time in seconds from the moment of asking, with its 80 % interval. Never NaN, negative or infinite. */
export interface Remaining {
	seconds: number;
	low: number;
	high: number;
	stepsLeft: number;
	/** Seconds since the newest row beyond what its rhythm explains, null while it is in time. */
	overdueSeconds: number | null;
	/** Seconds since the newest row. */
	silentSeconds: number;
	/** What the newest forecast alone says, which `seconds` follows by and by; absent before the first one, and where no step is left. */
	forecast?: number;
	/** True when the silence is beyond the longest pause this run has ever made: say that, not a number. */
	stuck: boolean;
	/** True once all steps are done and it goes on all the same: a last evaluation, of a length that nobody knows. */
	ending: boolean;
	/** True for the first seconds of a run with fast steps: wait a moment before a number is shown. */
	settling: boolean;
	/** What it was made from: "own pace", "own pace and 3 siblings". */
	from: string;
}
