import path from 'node:path';
import {countAlike, placeAbove} from '../../../core/files/paths.ts';
import {formats} from '../../../formats/index.ts';
import type {Layer} from '../../model/layer.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import type {Registry} from '../../registry.ts';

/** What trackers have of a run. */
export interface Told {
	run: TrackedRun;
	layers: readonly Layer[];
	/** Null for tables. */
	startedAtMs: number | null;
	/** True where it is nothing but that, so that it may be a part of another row. */
	isBare: boolean;
}

/** Directories in which trackers keep their runs, where a program was started. */
const stores = [...new Set(formats.flatMap(({logged}) => logged?.home ?? []))];

/** Lightning's loggers have a directory a version in one that has their name. */
const versionName = /\/[^/]+\/version_\d{1,9}$/;

/** Where a program was started whose tracker keeps what it has of it at a place. */
export const homeOf = (place: string): string => stores.flatMap(name => placeAbove(place, name) ?? [])[0] ?? path.dirname(place);

/** Where its program was started, as far as that can be told by where its files lie, and what of another tracker was joined to it. */
export function homesOf({run, layers}: Told): string[] {
	const elsewhere = layers.filter(({below}) => below.startsWith('../')).map(({below}) => path.join(run.path, below));
	const isNumbered = (place: string) =>
		versionName.test(place) || (place === run.path && run.layers[0]?.logged.isInFolder === true);
	return [run.path, ...elsewhere].flatMap(place => {
		if (!isNumbered(place)) return homeOf(place);
		// Each logger may have been told a directory of its own (`tb/NAME/version_0`, `csv/NAME/version_0`).
		const home = homeOf(path.dirname(place));
		return [home, path.dirname(home)];
	});
}

/** True for layers of which no moment is told. */
export const isTable = ({logged}: Layer): boolean => logged.isUntimed === true;

/** What the strongest of its trackers has of it. */
export const strongest = ({layers}: Told): Layer => layers.reduce((one, other) => (other.rank > one.rank ? other : one));

/** What may stand for a row comes first: what is more than trackers, then the strongest tracker, a table last, which tells no times. */
export const compareRank = (one: Told, other: Told): number =>
	Number(one.isBare) - Number(other.isBare) ||
	Number(one.startedAtMs === null) - Number(other.startedAtMs === null) ||
	strongest(other).rank - strongest(one).rank;

/** The one that lies nearest, if it alone does. */
export function onlyNearest({run}: Told, others: readonly Told[]): Told | null {
	const nearness = others.map(other => countAlike(run.path.split('/'), other.run.path.split('/')));
	const most = Math.max(...nearness);
	const nearest = others.filter((_, i) => nearness[i] === most);
	return nearest.length === 1 ? nearest[0]! : null;
}

/** Runs of trackers that may have been logged elsewhere as well. One that was resumed has several starts, of which another tracker may have all. */
export function findTold({handles, runs}: Registry): Told[] {
	const isLogger = (layer: Layer): boolean => layer.logsPrograms || layer.logged.isTold === true;
	const starts = new Map<string, Set<number | null>>();
	const keyOf = ({format, factsNow}: Layer): string => `${format}\0${factsNow.id}`;
	for (const {runs: held} of handles.values())
		for (const {layer} of held.values())
			if (layer.factsNow.id !== null)
				starts.set(keyOf(layer), (starts.get(keyOf(layer)) ?? new Set()).add(layer.factsNow.startedAtMs));
	const isOnlyStart = (layer: Layer): boolean => (starts.get(keyOf(layer))?.size ?? 1) === 1;
	return [...runs.values()].flatMap((run): Told[] => {
		const layers = run.layers.filter(layer => !layer.removed && isLogger(layer));
		const [startedAtMs = null] = layers.flatMap(({factsNow}) => factsNow.startedAtMs ?? []);
		const isTold = startedAtMs !== null || (layers.length > 0 && layers.every(isTable));
		if (!isTold || run.parentId !== null || !layers.every(isOnlyStart)) return [];
		const mayBe = layers.every(({factsNow}) => factsNow.partOf === null && factsNow.outcome?.status !== 'deleted');
		return mayBe ? [{run, layers, startedAtMs, isBare: run.parts.size === 0 && layers.length === run.layers.length}] : [];
	});
}
