import os from 'node:os';
import type {ActLine} from '../core/acting/act.ts';
import {showExactly} from './exact-words.ts';
import type {LaunchPlan} from './plan.ts';

/** A command as words that show where each begins and ends; for people, never for a shell. */
export function showArgv(argv: readonly string[]): string {
	return argv.map(word => (word !== '' && /^[\w./=:@%+,~^{}[\]-]+$/.test(word) ? word : JSON.stringify(word))).join(' ');
}

/** What a plan would do, exactly: names of variables, never their values. */
export function planLines(plan: LaunchPlan, isTrackers = false): ActLine[] {
	const names = Object.keys(plan.env);
	return [
		{label: 'argv', text: showExactly(plan.argv)},
		{label: 'cwd', text: plan.cwd},
		{label: 'host', text: os.hostname()},
		{label: 'env', text: names.length === 0 ? '(nothing set)' : names.join(', ')},
		...(isTrackers ? [] : [{label: 'into', text: `${plan.runsDirectory} as ${plan.name}`}]),
	];
}
