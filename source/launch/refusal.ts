import type {ActLine} from '../core/acting/act.ts';

/** Why something is not done, for people. */
export interface Refusal {
	refusal: string;
	/** What would have been done, where that is known all the same. */
	lines?: ActLine[];
	/** True where it is done all the same when a person insists. */
	canForce?: boolean;
}

export function isRefusal(value: object): value is Refusal {
	return 'refusal' in value;
}
