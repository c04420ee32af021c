import assert from 'node:assert/strict';
import os from 'node:os';
import type {RestartChoice} from '../../source/core/acting/act.ts';
import type {Target} from '../../source/core/acting/target.ts';
import {type Command, emptyFacts, type RunFacts} from '../../source/core/run.ts';
import {isRefusal, type Refusal} from '../../source/launch/refusal.ts';
import {planRestart, type RestartPlan} from '../../source/launch/restart/plan-restart.ts';

export const cwd = os.tmpdir();

export function target(
	format: string,
	command: Command | null,
	facts: Partial<RunFacts> = {},
	more: Partial<Target> = {},
): Target {
	return {
		id: 'k3f9',
		name: 'a run',
		path: `${cwd}/home/runs/k3f9`,
		root: cwd,
		format,
		hasLocalId: false,
		status: 'failed',
		statusWhy: 'exit code 1',
		isUnheld: false,
		livePid: null,
		facts: {...emptyFacts(), command, ...facts},
		liveRestart: null,
		isComplete: true,
		holdsOthers: false,
		...more,
	};
}

/** What is chosen where a person chooses nothing. */
export const usual: RestartChoice = {
	runsDirectory: null,
	recordsSecrets: false,
	cwd: null,
	source: null,
	fromCheckpoint: false,
	changes: [],
	inPlace: false,
	force: false,
};

function ask(of: Target, changes: string[], inPlace: boolean): RestartPlan | Refusal {
	return planRestart(of, {...usual, changes, inPlace});
}

export function plan(of: Target, changes: string[] = [], inPlace = false): RestartPlan {
	const planned = ask(of, changes, inPlace);
	assert.ok(!isRefusal(planned), JSON.stringify(planned));
	return planned;
}

export function refusal(of: Target, changes: string[] = [], inPlace = false): string {
	const planned = ask(of, changes, inPlace);
	return isRefusal(planned) ? planned.refusal : '';
}
