import type {TrackedRun} from './model/tracked-run.ts';

/** The starts of each run, by format and id, oldest first. */
function groupStarts(runs: Iterable<TrackedRun>, hasLocalIds: (format: string) => boolean): Map<string, TrackedRun[]> {
	const byId = new Map<string, TrackedRun[]>();
	for (const run of runs) {
		const {id} = run.facts;
		if (id === null || hasLocalIds(run.format)) continue;
		const key = keyOf(run.format, id);
		const group = byId.get(key);
		if (group === undefined) byId.set(key, [run]);
		else group.push(run);
	}
	for (const group of byId.values())
		group.sort((a, b) => (a.facts.startedAtMs ?? 0) - (b.facts.startedAtMs ?? 0) || a.dir.localeCompare(b.dir));
	return byId;
}

const keyOf = (format: string, id: string): string => `${format}\0${id}`;

/**
 * Numbers runs of one format that share an id (a resumed run has a directory for each start) by their start: 1, 2, …
 * @param hasLocalIds true for formats whose ids are only unique within a project
 * @param joins true where curves begin with what was logged before: by the earlier attempts, of which the newest stands for all, and by the run
 * that one was forked from
 */
export function numberAttempts(runs: Iterable<TrackedRun>, hasLocalIds: (format: string) => boolean, joins: boolean): void {
	const byId = groupStarts(runs, hasLocalIds);
	for (const group of byId.values()) {
		group.forEach((run, i) => {
			if (group.length > 1 && run.attempt !== i + 1) {
				run.attempt = i + 1;
				run.judgedVersion++;
			}
			if (joins) goOnFrom(run, group[i - 1] ?? null, byId);
		});
	}
}

function goOnFrom(run: TrackedRun, before: TrackedRun | null, byId: ReadonlyMap<string, TrackedRun[]>): void {
	const fork = run.facts.forkedFrom;
	const origin = fork === null ? undefined : byId.get(keyOf(run.format, fork.run))?.at(-1);
	const from = before ?? (isAbove(run, origin) ? undefined : origin) ?? null;
	const upTo = before === null && fork !== null ? fork.step : Number.POSITIVE_INFINITY;
	if (run.earlier?.run === from && run.earlier?.upTo === upTo) return;
	if (run.earlier === null && from === null) return;
	run.earlier = from === null ? null : {run: from, upTo};
	run.judgedVersion++;
}

/** True where the other run goes on from this one already: records that contradict each other make no circle. */
function isAbove(run: TrackedRun, other: TrackedRun | undefined): boolean {
	for (let at = other; at !== undefined; at = at.earlier?.run) if (at === run) return true;
	return false;
}
