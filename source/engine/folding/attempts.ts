import type {RunFacts} from '../../core/run.ts';
import type {TrackedRun} from '../model/tracked-run.ts';

/** What an id and a format name: the starts of one run, or of several where projects share the id. */
interface Named {
	/** Starts of each run, oldest first. */
	groups: TrackedRun[][];
	/** True where there are several runs, which only their projects tell apart. */
	isShared: boolean;
}

const keyOf = (format: string, id: string): string => `${format}\0${id}`;

function nameStarts(runs: Iterable<TrackedRun>, hasLocalIds: (format: string) => boolean): Map<string, Named> {
	const byId = new Map<string, TrackedRun[]>();
	for (const run of runs) {
		const {id} = run.facts;
		if (id === null || hasLocalIds(run.format)) continue;
		const key = keyOf(run.format, id);
		const group = byId.get(key);
		if (group === undefined) byId.set(key, [run]);
		else group.push(run);
	}
	const named = new Map<string, Named>();
	for (const [key, group] of byId) {
		const groups = group.length === 1 ? [group] : partByProject(group);
		for (const starts of groups) if (starts.length > 1) sortStarts(starts);
		named.set(key, {groups, isShared: groups.length > 1});
	}
	return named;
}

/** An owner that is left out may be anyone; a project that is not known (nothing was written yet) may be any. */
const mayBeSame = (one: string | null, other: string | null): boolean =>
	one === null || other === null || one.endsWith(`/${other}`) || other.endsWith(`/${one}`);

function partByProject(group: TrackedRun[]): TrackedRun[][] {
	const scopes = [...new Set(group.map(run => run.facts.idScope))];
	if (scopes.every((one, i) => scopes.slice(i + 1).every(other => mayBeSame(one, other)))) return [group];
	return scopes.map(scope => group.filter(run => run.facts.idScope === scope));
}

/** The text of a clock whose zone is unknown orders the starts only where all have one: they have it from the same machine, most likely. */
function sortStarts(starts: TrackedRun[]): void {
	const isTimed = starts.every(({facts}) => facts.startedAtMs !== null);
	const isTold = !isTimed && starts.every(({facts}) => facts.startedText !== null);
	const compare = (a: RunFacts, b: RunFacts): number =>
		isTold
			? Number(a.startedText! > b.startedText!) - Number(a.startedText! < b.startedText!)
			: // Infinity - Infinity is no number, and then their places decide.
				(a.startedAtMs ?? Number.POSITIVE_INFINITY) - (b.startedAtMs ?? Number.POSITIVE_INFINITY);
	starts.sort((a, b) => compare(a.facts, b.facts) || a.dir.localeCompare(b.dir));
}

/** True where both began in the same moment, to the millisecond: nothing was started again, one is a copy of the other. */
function isCopy({facts: a}: TrackedRun, {facts: b}: TrackedRun): boolean {
	return a.startedAtMs === null && b.startedAtMs === null
		? a.startedText !== null && a.startedText === b.startedText
		: a.startedAtMs === b.startedAtMs;
}

/**
 * Numbers runs of one format that share an id (a resumed run has a directory for each start) by their start: 1, 2, … Copies of one start have
 * its number, and none where there is no other.
 * @param hasLocalIds true for formats whose ids are only unique within a project
 * @param joins true where curves begin with what was logged before: by the earlier attempts, of which the newest stands for all, and by the run
 * that one was forked from
 */
export function numberAttempts(runs: Iterable<TrackedRun>, hasLocalIds: (format: string) => boolean, joins: boolean): void {
	const named = nameStarts(runs, hasLocalIds);
	const links: Links = new Map();
	for (const {groups, isShared} of named.values()) {
		for (const starts of groups) {
			let number = 1;
			let before: TrackedRun | null = null;
			const isTriedAgain = starts.length > 1 && !isCopy(starts[0]!, starts.at(-1)!);
			starts.forEach((run, i) => {
				const previous = starts[i - 1];
				if (previous !== undefined && !isCopy(previous, run)) {
					number++;
					before = previous;
				}
				setAttempt(run, isTriedAgain ? number : null, isShared ? run.facts.idScope : null, before);
				if (joins) links.set(run, linkOf(run, before, named, links));
			});
		}
	}
	for (const [run, link] of links) goOnFrom(run, link);
}

function setAttempt(run: TrackedRun, attempt: number | null, scope: string | null, previous: TrackedRun | null): void {
	if (run.attempt === attempt && run.idScope === scope && run.previous === previous) return;
	run.attempt = attempt;
	run.previous = previous;
	run.idScope = scope;
	run.judgedVersion++;
}

/** Which run goes on from what, as it is found out now. */
type Links = Map<TrackedRun, TrackedRun['earlier']>;

function linkOf(
	run: TrackedRun,
	before: TrackedRun | null,
	named: ReadonlyMap<string, Named>,
	links: Links,
): TrackedRun['earlier'] {
	const {forkedFrom: fork, id} = run.facts;
	const isRewound = fork !== null && fork.run === id;
	// What a run was rewound from are starts of its own, and copies of it are none.
	const from = before ?? (fork === null || isRewound ? undefined : originOf(run, fork.run, named));
	if (from === undefined || isAbove(run, from, links)) return null;
	return {run: from, upTo: fork !== null && (before === null || isRewound) ? fork.step : Number.POSITIVE_INFINITY};
}

function goOnFrom(run: TrackedRun, link: TrackedRun['earlier']): void {
	if (run.earlier?.run === link?.run && run.earlier?.upTo === link?.upTo) return;
	run.earlier = link;
	run.judgedVersion++;
}

/** Of a run of the same project the newest start that began before its fork did: what was started or rewound since is none of the fork's past. */
function originOf(run: TrackedRun, id: string, named: ReadonlyMap<string, Named>): TrackedRun | undefined {
	const groups = named.get(keyOf(run.format, id))?.groups ?? [];
	const scopeOf = ([first]: TrackedRun[]) => first!.facts.idScope;
	const {idScope} = run.facts;
	const found = groups.find(group => scopeOf(group) === idScope) ?? groups.find(group => mayBeSame(scopeOf(group), idScope));
	return found?.findLast(start => beganBefore(start.facts, run.facts)) ?? found?.at(-1);
}

/** False also where it is not known. */
function beganBefore(a: RunFacts, b: RunFacts): boolean {
	if (a.startedAtMs !== null && b.startedAtMs !== null) return a.startedAtMs <= b.startedAtMs;
	return a.startedText !== null && b.startedText !== null && a.startedText <= b.startedText;
}

/** True where the other run goes on from this one already: records that contradict each other make no circle. */
function isAbove(run: TrackedRun, other: TrackedRun, links: Links): boolean {
	for (let at: TrackedRun | undefined = other; at !== undefined; at = links.get(at)?.run) if (at === run) return true;
	return false;
}
