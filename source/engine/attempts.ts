import type {TrackedRun} from './model/tracked-run.ts';

/**
 * Numbers runs of one format that share an id (a resumed run has a directory for each start) by their start: 1, 2, …
 * @param hasLocalIds true for formats whose ids are only unique within a project
 */
export function numberAttempts(runs: Iterable<TrackedRun>, hasLocalIds: (format: string) => boolean): void {
	const byId = new Map<string, TrackedRun[]>();
	for (const run of runs) {
		const {id} = run.facts;
		if (id === null || hasLocalIds(run.format)) continue;
		const key = `${run.format}\0${id}`;
		const group = byId.get(key);
		if (group === undefined) byId.set(key, [run]);
		else group.push(run);
	}
	for (const group of byId.values()) {
		if (group.length < 2) continue;
		group.sort((a, b) => (a.facts.startedAtMs ?? 0) - (b.facts.startedAtMs ?? 0) || a.dir.localeCompare(b.dir));
		group.forEach((run, i) => {
			if (run.attempt === i + 1) return;
			run.attempt = i + 1;
			run.judgedVersion++;
		});
	}
}
