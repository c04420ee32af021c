import {gather} from '../../core/table/gather.ts';
import type {Layer} from '../model/layer.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {SourceHandle} from '../reading/source-handle.ts';
import type {Registry} from '../registry.ts';
import {takeIn} from './take-out.ts';

/** Of a table without times: fewer values may be those of another study. */
const fewestAlike = 2;

interface Trial {
	run: TrackedRun;
	layer: Layer;
	/** The name that it has by its number. */
	name: string;
	/** Its objectives, as text; '' for none. */
	values: string;
}

function trialsOf({runs, state}: SourceHandle): Trial[] {
	if (state !== 'current') return [];
	return [...runs.values()].flatMap(({run, layer}) => {
		if (layer.removed) return [];
		const {name, summary} = layer.factsNow;
		return [{run, layer, name: name ?? '', values: Object.values(summary).join()}];
	});
}

/** What no two trials share that are not one: processes begin them one after the other, to the microsecond; '' for none. */
const momentOf = ({name, layer: {factsNow}}: Trial): string =>
	factsNow.startedAtMs === null ? '' : `${name} ${factsNow.startedAtMs}`;

/** By the names of its trials, the study all of whose values a table without times has; null where there is none. */
function studyOf(trials: readonly Trial[], studies: Iterable<ReadonlyMap<string, Trial>>): ReadonlyMap<string, Trial> | null {
	const told = trials.filter(({values}) => values !== '');
	if (told.length < fewestAlike) return null;
	for (const study of studies) if (told.every(({name, values}) => study.get(name)?.values === values)) return study;
	return null;
}

/**
 * Makes one row of a trial that several files tell of: programs make tables of studies, or pickle them, whose trials lie in a database as well, and do so
 * again and again. Stores stay apart from each other.
 */
export function foldExported(registry: Registry): void {
	const sources = [...registry.handles.values()].filter(({format}) => format.isExport !== undefined);
	for (const ofFormat of gather(sources, ({format}) => format.id).values()) foldOf(ofFormat, registry);
}

function foldOf(sources: readonly SourceHandle[], registry: Registry): void {
	const isExport = ({format, claim}: SourceHandle): boolean => format.isExport?.(claim.path) === true;
	if (!sources.some(isExport)) return;
	const all = sources.flatMap(handle => {
		const {path} = handle.claim;
		const ofStudy = gather(trialsOf(handle), ({layer}) => layer.factsNow.group ?? '');
		return [...ofStudy.values()].map(trials => ({path, isTold: isExport(handle), trials, studies: ofStudy.size}));
	});
	// Of tables that have as much of a study, one that has it alone is named like it.
	all.sort(
		(a, b) =>
			Number(a.isTold) - Number(b.isTold) ||
			b.trials.length - a.trials.length ||
			a.studies - b.studies ||
			(a.path < b.path ? -1 : 1),
	);
	const studies: Map<string, Trial>[] = [];
	const byMoment = new Map<string, {trial: Trial; study: ReadonlyMap<string, Trial>}>();
	for (const {isTold, trials} of all) {
		const known = trials.map(trial => byMoment.get(momentOf(trial)));
		const isUntimed = trials.every(trial => momentOf(trial) === '');
		// Of what waits to be tried there is no moment.
		const study = known.find(Boolean)?.study ?? (isTold && isUntimed ? studyOf(trials, studies) : null);
		const own = new Map<string, Trial>();
		studies.push(own);
		for (const [i, trial] of trials.entries()) {
			const moment = momentOf(trial);
			const same = moment === '' ? study?.get(trial.name) : known[i]?.trial;
			if (isTold && same !== undefined && same.run !== trial.run) {
				takeIn(trial.run, same.run, registry);
				// What it tells is the same, and no other curve that lies beside the run's.
				trial.layer.below = '';
			}
			if (same !== undefined) continue;
			own.set(trial.name, trial);
			if (moment !== '') byMoment.set(moment, {trial, study: own});
		}
	}
}
