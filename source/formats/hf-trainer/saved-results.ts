import type {Entry, FileAccess} from '../../core/files/files.ts';
import {nameOf} from '../../core/files/paths.ts';
import type {JsonObject} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import {numberOf} from '../values.ts';
import {parseJsonObject, WholeFile} from '../whole-file.ts';

const all = 'all_results.json';
const form = /^(\w[\w.-]{0,40})_results\.json$/;
/** Where the row stands, no result. */
const axis = 'epoch';
const mostFiles = 16;
/** Old versions round epochs to two digits. */
const sameEpoch = 0.02;

/** Results of one moment of a training. */
export interface SavedResults {
	/** Those of the training as far as it is told. */
	results: JsonObject;
	/** What was saved at another moment, by title: the training went on after that, or an earlier one left it in its directory. */
	earlier: JsonObject;
}

/** How far a training is. */
export interface Reached {
	/** Null where that is not known. */
	epoch: number | null;
	/** When the state was saved that tells so. */
	savedAtMs: number;
	/** When its first checkpoint was saved that is still there; null where the times of its files are not those of the training. */
	firstAtMs: number | null;
}

/**
 * What scripts save of a training, an evaluation or a prediction once that is over: `<split>_results.json` each, and all of them in one
 * `all_results.json` (transformers/trainer_pt_utils.py, save_metrics). An evaluation after the end stands nowhere else.
 */
export class ResultFiles {
	private files: WholeFile<JsonObject>[] = [];

	constructor(
		private readonly directory: string,
		private readonly access: FileAccess,
	) {}

	/** Looks which there are among the entries of their directory, and reads what is new; true where anything changed. */
	refresh(entries: readonly Entry[]): boolean {
		const names = entries.filter(({name, kind}) => kind === 'file' && form.test(name)).map(({name}) => name);
		// What a split says itself is never older than what all say together.
		const sorted = names.sort((a, b) => Number(b === all) - Number(a === all) || (a < b ? -1 : 1)).slice(0, mostFiles);
		const paths = sorted.map(name => `${this.directory}/${name}`);
		const isSame = paths.length === this.files.length && this.files.every(({path}, i) => path === paths[i]);
		this.files = paths.map(
			path => this.files.find(file => file.path === path) ?? new WholeFile(path, this.access, parseJsonObject),
		);
		return this.files.map(file => file.refresh() === 'new').some(Boolean) || !isSame;
	}

	get all(): readonly WholeFile<JsonObject>[] {
		return this.files;
	}

	/**
	 * Numbers by their names, the split in front of those that several splits call alike and that differ.
	 * @param reached how far the training is that is told; others may have saved results in the same directory before
	 */
	collect(reached: Reached): SavedResults {
		const found: SavedResults = {results: {}, earlier: {}};
		const ofSplits = new Map<string, Map<string, number>>();
		for (const {path, value, modifiedAtMs} of this.files) {
			if (value === null) continue;
			const split = form.exec(nameOf(path))![1]!;
			const at = numberOf(value[axis]);
			const moment = otherMoment(at, modifiedAtMs, reached);
			const numbers = Object.entries(value).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
			for (const [name, number] of numbers) {
				if (name === axis) continue;
				if (moment !== null) setKey(found.earlier, `${name}, saved ${moment}`, number);
				else if (path.endsWith(`/${all}`)) setKey(found.results, name, number);
				else ofSplits.set(name, (ofSplits.get(name) ?? new Map<string, number>()).set(split, number));
			}
		}
		for (const [name, bySplit] of ofSplits) {
			const [value, ...others] = new Set(bySplit.values());
			if (others.length === 0) {
				setKey(found.results, name, value!);
				continue;
			}
			for (const [split, number] of bySplit) setKey(found.results, `${split}_${name}`, number);
			delete found.results[name];
		}
		return found;
	}
}

/** When results were saved that are not those of a training as far as it is; null for what is. Scripts save them behind its last state. */
function otherMoment(at: number | null, modifiedAtMs: number, {epoch, savedAtMs, firstAtMs}: Reached): string | null {
	if (at !== null && at > 0 && epoch !== null) {
		// What is of a later epoch and older than the state was left by a training before this one.
		if (at < epoch - sameEpoch || (at > epoch + sameEpoch && modifiedAtMs < savedAtMs)) return `at epoch ${at}`;
	}
	return firstAtMs !== null && modifiedAtMs < firstAtMs ? 'before its checkpoints' : null;
}
