/** What flexlock says of an MLflow run in its tags, in all three generations. */
export interface MlflowLineage {
	/** The run directory that was logged: absolute since 0.10, as configured before. */
	directory: string;
	/** `active` for the newest; a deprecated one is folded behind it. */
	status: 'active' | 'deprecated';
	/** MLflow run ids. */
	supersedes: string | null;
	supersededBy: string | null;
}

/**
 * Reads the tags of an MLflow run; null where flexlock did not log it. `flexlock.status: active` says only that it is the newest, not that it
 * went well: flexlock ends MLflow runs FINISHED even when their body raised.
 */
export function mlflowLineageOf(tags: Readonly<Record<string, string>>): MlflowLineage | null {
	for (const [prefix, directory, status, supersedes, supersededBy] of generations) {
		const logged = tags[`${prefix}.${directory}`];
		if (logged === undefined) continue;
		return {
			directory: logged,
			status: tags[`${prefix}.${status}`] === 'deprecated' ? 'deprecated' : 'active',
			supersedes: tags[`${prefix}.${supersedes}`] ?? null,
			supersededBy: tags[`${prefix}.${supersededBy}`] ?? null,
		};
	}
	return null;
}

const generations = [
	['flexlock', 'dir', 'status', 'supersedes', 'superseded_by'],
	['flexlock', 'logical_run_id', 'run_status', 'supersedes_run_id', 'superseded_by_run_id'],
	['naga', 'logical_run_id', 'run_status', 'supersedes_run_id', 'superseded_by_run_id'],
] as const;
