import {findProgram, nameOf} from '../../../core/command/program.ts';
import {flattenConfig} from '../../../core/flatten.ts';
import type {Json} from '../../../core/run.ts';
import type {Layer} from '../../model/layer.ts';

/** MLflow cuts what is longer. */
const longestWord = 200;

/** What a run's program is called, a module by its last name; null where nothing tells. */
function programOf({factsNow: {command}}: Layer): string | null {
	if (command === null || command.argv.length === 0) return null;
	const {kind, word} = findProgram(command.argv);
	return kind === 'module' ? word.slice(word.lastIndexOf('.') + 1) : nameOf(command.argv);
}

/** What a config refers to in another one's place, as Hydra's does, until the program asks for it. */
const isReference = (value: Json): boolean => typeof value === 'string' && value.includes('${');

/** True for one value, which some trackers keep as text; also for what is no single number, word or truth, and for references. */
function mayBeSame(one: Json, other: Json): boolean {
	if (isReference(one) || isReference(other)) return true;
	const [a, b] = [one, other].map(value => (value === null ? 'none' : String(value).toLowerCase())) as [string, string];
	if (typeof one === 'object' || typeof other === 'object' || a.length > longestWord || b.length > longestWord) return true;
	const [x, y] = [Number(a), Number(b)];
	return a === b || Math.abs(x - y) <= 1e-6 * Math.max(Math.abs(x), Math.abs(y));
}

const flatConfigs = new WeakMap<Layer, {version: number; flat: Record<string, Json>}>();

/** Flat settings of a layer, which is held against many others; made once for each version of its facts. */
export function flatConfigOf(layer: Layer): Record<string, Json> {
	const {factsVersion: version, factsNow} = layer;
	const known = flatConfigs.get(layer);
	if (known?.version === version) return known.flat;
	const flat = flattenConfig(factsNow.config);
	flatConfigs.set(layer, {version, flat});
	return flat;
}

/** True where two trackers name two programs, or other values of one setting: programs that go on side by side may measure the same. */
export function areOfTwoPrograms(one: Layer, other: Layer): boolean {
	const [ours, theirs] = [programOf(one), programOf(other)];
	if (ours !== null && theirs !== null && ours !== theirs) return true;
	const config = flatConfigOf(other);
	return Object.entries(flatConfigOf(one)).some(([key, value]) => Object.hasOwn(config, key) && !mayBeSame(value, config[key]!));
}

/** Values of a config by the last parts of their keys, as far as one key alone ends in that: programs often log the parts of theirs without what is in front. */
function lastPartsOf(flat: Record<string, Json>): ReadonlyMap<string, Json | undefined> {
	const parts = new Map<string, Json | undefined>();
	for (const [key, value] of Object.entries(flat)) {
		const part = key.slice(key.lastIndexOf('.') + 1);
		parts.set(part, parts.has(part) ? undefined : value);
	}
	return parts;
}

/** True where a tracker has no other value of any setting than a job's config, also where it calls `model.depth` `depth`. */
export function agreesInParts(tracker: Layer, job: Layer): boolean {
	const parts = lastPartsOf(flatConfigOf(job));
	return Object.entries(flatConfigOf(tracker)).every(([key, value]) => {
		const own = parts.get(key);
		return own === undefined || mayBeSame(value, own);
	});
}
