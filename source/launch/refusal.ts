import type {ActLine} from '../core/acting/act.ts';
import type {Target} from '../core/acting/target.ts';

/** Why something is not done, for people. */
export interface Refusal {
	refusal: string;
	/** What would have been done, where that is known all the same. */
	lines?: ActLine[];
	/** True where it is done all the same when a person insists. */
	canForce?: boolean;
}

export const isRefusal = (value: object): value is Refusal => 'refusal' in value;

/** What a person is to do about a run that lives: of whom no process is recorded, nobody can be stopped from here. */
export function howToEnd({facts}: Pick<Target, 'facts'>): string {
	return facts.pid === null ? 'end its program first: its process is not recorded' : 'stop it first';
}
