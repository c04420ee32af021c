import type {LineForm} from './output-rule.ts';
import type {RuledValue} from './value-rule.ts';

/** A value that an output says. */
export interface OutputPoint {
	name: string;
	step: number;
	/** True where the output says no step, so that it is counted. */
	isImplied: boolean;
	/** The step of the heading above a line that says none itself, "Epoch 3/10", where it is counted; left out for none. */
	headed?: number;
	value: number;
	/** Number of its line, from 0. */
	line: number;
	form: LineForm;
	/** What a pattern of the project has taken; the name is then the project's. */
	ruled?: RuledValue;
	/** Time in the line itself, milliseconds; NaN where there is none. */
	wallMs: number;
}
