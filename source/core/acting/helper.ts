import type {JsonObject} from '../run.ts';
import type {ActOutcome, ActPlan, ActSpec} from './act.ts';
import type {Target} from './target.ts';

/** Lines of JSON between the screen and the process that acts for it. Answers carry the number of what they answer. */

/** Screen to helper. What was planned under a number is done, exactly so, when that number is to be performed. */
export type ToHelper =
	| {ask: number; type: 'plan'; spec: ActSpec; targets: Target[]; seenAtMs: number}
	| {ask: number; type: 'perform'}
	| {ask: number; type: 'log'; most: number};

/** Helper to screen. */
export type FromHelper =
	| {ask: number; type: 'plan'; plan: ActPlan}
	| {ask: number; type: 'outcome'; outcome: ActOutcome}
	| {ask: number; type: 'done'}
	| {ask: number; type: 'log'; entries: JsonObject[]}
	| {ask: number; type: 'fault'; message: string};
