import {nameOf} from '../../../core/files/paths.ts';
import {stemOf} from '../../../formats/plain/files-source.ts';
import type {Layer} from '../layer.ts';

/** How much of an id tells runs apart for a person. */
const shortId = 8;

/**
 * What a layer's series are called by where another one has their names, the best first: its directory, its file, or the run in another store that was
 * joined, by its id. A store that is one file holds many runs, which only their ids tell apart.
 */
function placesOf({below, factsNow: {id, signFiles}}: Layer): string[] {
	const file = signFiles[0] ?? '';
	const ids = id === null ? [] : [id.slice(0, shortId), id];
	if (below === '') return [stemOf(file), nameOf(file), ...ids];
	if (!below.startsWith('../')) return [below, ...ids];
	// A directory that is called after an id is as well known by the beginning of that.
	return id === null ? [nameOf(below), below] : [...ids, nameOf(below).slice(0, shortId), nameOf(below), below];
}

/**
 * The name under which something of a layer is shown beside what has its name already; one that is free, as nothing may be lost for its name.
 * @param name as the layer has it
 * @param isTaken whether a name stands for other data already
 */
export function nameBeside(layer: Layer, name: string, isTaken: (name: string) => boolean): string {
	const places = placesOf(layer);
	const free = places.find(place => !isTaken(`${place}/${name}`));
	if (free !== undefined) return `${free}/${name}`;
	for (let number = 2; ; number++) {
		const numbered = `${places[0]} ${number}/${name}`;
		if (!isTaken(numbered)) return numbered;
	}
}
