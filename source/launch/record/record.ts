import type {GitState, Json, JsonObject} from '../../core/run.ts';
import {thisHost, thisUser} from '../../io/processes/processes.ts';
import {readFlags} from '../flags.ts';
import type {LaunchPlan} from '../plan.ts';
import {recordable} from './environment.ts';

/** What is found out about the code right before the start. */
export interface CodeState {
	git: GitState | null;
	sourceDigest: string | null;
}

/** Content of `xtui-run.json` before the process is there; see the native layout. */
export function makeRecord(plan: LaunchPlan, id: string, code: CodeState, nowMs: number): JsonObject {
	const {env, left} = recordable(plan.env, plan.recordsSecrets);
	const {host, bootId} = thisHost();
	const record: Record<string, Json | undefined> = {
		xtui: 1,
		id,
		name: plan.name,
		group: plan.group ?? undefined,
		parent: plan.parent ?? undefined,
		command: {argv: plan.argv, cwd: plan.cwd, env},
		env_not_recorded: left.length > 0 ? left : undefined,
		started_at: nowMs / 1000,
		host,
		user: thisUser(),
		boot_id: bootId ?? undefined,
		config: readFlags(plan.argv),
		tags: plan.tags,
		total_steps: plan.total ?? undefined,
		git: code.git === null ? undefined : {...code.git},
		source_digest: code.sourceDigest ?? undefined,
		restart_of: plan.restartOf ?? undefined,
		executor: {kind: 'local'},
		patterns: plan.patterns.length === 0 ? undefined : plan.patterns.map(({name, expression}) => `${name}=${expression}`),
	};
	return withoutUndefined(record);
}

/** The record with its process, by which it is known as long as it lives. */
export function withProcess(record: JsonObject, {pid, startTicks}: {pid: number; startTicks: number | null}): JsonObject {
	return {...record, pid, ...(startTicks !== null && {pid_started_at: startTicks})};
}

function withoutUndefined(record: Record<string, Json | undefined>): JsonObject {
	return Object.fromEntries(Object.entries(record).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}
