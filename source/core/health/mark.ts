export const healthKinds = ['nonfinite', 'divergence', 'overfitting', 'plateau', 'slower'] as const;
export type HealthKind = (typeof healthKinds)[number];

/** Something a person should look at, with the step it began at. */
export interface HealthMark {
	kind: HealthKind;
	/** The metric, null for the run as a whole. */
	metric: string | null;
	step: number;
	/** A few words for a row: "NaN at 412". */
	text: string;
	/** One phrase for the details: "loss is NaN since step 412, was 0.21". */
	reason: string;
}
