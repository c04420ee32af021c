import type {FileAccess} from '../../core/files/files.ts';
import type {RunSink} from '../format.ts';
import type {EventReader} from './events/event-reader.ts';
import {fileNames, type Place} from './layout.ts';

/**
 * What a batch or a pipeline repeats: Guild scrapes its output too, which is that of its runs. What one of these has, or had as far as anything
 * tells, is no result of the parent.
 */
export class Echoes {
	private readonly told = new Map<string, boolean>();

	/** @param hasAll true for a parent whose runs are all there, so that what none of them has is its own */
	tell(run: RunSink, {ownNames, linkedNames}: Pick<EventReader, 'ownNames' | 'linkedNames'>, hasAll: () => boolean): void {
		let isWhole: boolean | null = null;
		for (const name of ownNames) {
			if (!linkedNames.has(name)) isWhole ??= hasAll();
			const isEcho = linkedNames.has(name) || isWhole !== true;
			if (this.told.get(name) !== isEcho) run.defineMetric(name, {isEcho});
			this.told.set(name, isEcho);
		}
	}
}

/** True where there are links, of which each leads to a run that is there; `ids` are those that they lead to. */
export function hasAllRuns(files: FileAccess, {path}: Place, ids: Iterable<string>): boolean {
	const runs = path.slice(0, path.lastIndexOf('/'));
	const all = [...ids];
	return all.length > 0 && all.every(id => files.stat(`${runs}/${id}/${fileNames.own}/${fileNames.operation}`) !== null);
}
