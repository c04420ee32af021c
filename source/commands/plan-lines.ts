import os from 'node:os';
import {showExactly} from '../launch/exact-words.ts';
import type {LaunchPlan} from '../launch/plan.ts';

/** A command as words that show where each begins and ends; for people, never for a shell. */
export function showArgv(argv: readonly string[]): string {
	return argv.map(word => (word !== '' && /^[\w./=:@%+,~^{}[\]-]+$/.test(word) ? word : JSON.stringify(word))).join(' ');
}

/** What a plan would do, exactly: names of variables, never their values. */
export function planLines(plan: LaunchPlan, isTrackers = false): string[] {
	const names = Object.keys(plan.env);
	return [
		`  argv   ${showExactly(plan.argv)}`,
		`  cwd    ${plan.cwd}`,
		`  host   ${os.hostname()}`,
		`  env    ${names.length === 0 ? '(nothing set)' : names.join(', ')}`,
		...(isTrackers ? [] : [`  into   ${plan.runsDirectory} as ${plan.name}`]),
	];
}
