import {findProgram, isWorker, nameOf} from '../../../../core/command/program.ts';
import {flattenConfig} from '../../../../core/flatten.ts';
import type {Json} from '../../../../core/run.ts';
import type {Layer} from '../../../model/layer.ts';

/** MLflow cuts what is longer. */
const longestWord = 200;

/** What a run's program is called, a module by its last name; null where nothing tells. */
function programOf({factsNow: {command}}: Layer): string | null {
	if (command === null || command.argv.length === 0) return null;
	const program = findProgram(command.argv);
	if (isWorker(program)) return null;
	const {kind, word} = program;
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

/** Settings of a layer by the last part of their names, of those that end alike none. */
function leavesOf(layer: Layer): Map<string, Json> {
	const leaves = new Map<string, Json>();
	const several = new Set<string>();
	for (const [key, value] of Object.entries(flatConfigOf(layer))) {
		const leaf = key.slice(key.lastIndexOf('.') + 1);
		if (leaves.has(leaf)) several.add(leaf);
		leaves.set(leaf, value);
	}
	for (const leaf of several) leaves.delete(leaf);
	return leaves;
}

/** The values of settings that end alike in two layers, wherever they stand in a config: a model is given a part of them, and a tracker is told that part alone. */
function commonLeaves(one: Layer, other: Layer): [Json, Json][] {
	const theirs = leavesOf(other);
	return [...leavesOf(one)].flatMap(([leaf, value]): [Json, Json][] => {
		const their = theirs.get(leaf);
		return their === undefined || isReference(value) || isReference(their) ? [] : [[value, their]];
	});
}

/** True where no setting has another value in the other layer, also where one calls `model.depth` `depth`. */
export const agreeInLeaves = (one: Layer, other: Layer): boolean => commonLeaves(one, other).every(([a, b]) => mayBeSame(a, b));

/** True where they have the value of such a setting in common, too. */
export function shareLeaves(one: Layer, other: Layer): boolean {
	const common = commonLeaves(one, other);
	return common.length > 0 && common.every(([a, b]) => mayBeSame(a, b));
}
