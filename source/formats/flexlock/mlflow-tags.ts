/** What flexlock says of an MLflow run in its tags, in all three generations. */
export interface MlflowLineage {
	/** The run directory that was logged: absolute since 0.10, as configured before. */
	directory: string;
	/** `active` for the newest; a deprecated one is folded behind it. */
	status: 'active' | 'deprecated';
	/** The MLflow run that it took the place of. */
	supersedes: string | null;
}

/**
 * Reads the tags of an MLflow run; null where flexlock did not log it. `flexlock.status: active` says only that it is the newest, not that it
 * went well: flexlock ends MLflow runs FINISHED even when their body raised.
 */
export function mlflowLineageOf(tags: Readonly<Record<string, string>>): MlflowLineage | null {
	for (const [prefix, directory, status, supersedes] of generations) {
		const logged = tags[`${prefix}.${directory}`];
		if (logged === undefined) continue;
		return {
			directory: logged,
			status: tags[`${prefix}.${status}`] === 'deprecated' ? 'deprecated' : 'active',
			supersedes: tags[`${prefix}.${supersedes}`] ?? null,
		};
	}
	return null;
}

const generations = [
	['flexlock', 'dir', 'status', 'supersedes'],
	['flexlock', 'logical_run_id', 'run_status', 'supersedes_run_id'],
	['naga', 'logical_run_id', 'run_status', 'supersedes_run_id'],
] as const;
