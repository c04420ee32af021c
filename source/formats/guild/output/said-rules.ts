import type {StepRule} from './step-rule.ts';
import type {ValueRule} from './value-rule.ts';

/** How an output is read: its values, and where they have their steps from. */
export interface SaidRules {
	/** The project's own rule. */
	said: StepRule | null;
	/** False where values without a step are all at step 0, as released versions of Guild record them. */
	counts: boolean;
	/** True where values without a step belong to the headings above them, as nothing else counts them. */
	usesHeadings: boolean;
	/** What the project calls a value, and how; null where it does not say that. */
	values: ValueRule | null;
	/** Names that the tracker recorded by its own rule, while the output has values of them that this does not understand: `loss: nan`. */
	doubted: ReadonlySet<string>;
	/** Names that the tracker recorded and of which the output has the whole curve. */
	fuller: ReadonlySet<string>;
}

export const usualRules: SaidRules = {
	said: null,
	counts: true,
	usesHeadings: false,
	values: null,
	doubted: new Set(),
	fuller: new Set(),
};
