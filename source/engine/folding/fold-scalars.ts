import path from 'node:path';
import {gather} from '../../core/table/gather.ts';
import type {Layer} from '../model/layer.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {Registry} from '../registry.ts';
import {indexByPath} from './find-run.ts';
import {takeIn} from './take-out.ts';

/** The file above it may have had its last point a while before. */
const slackMs = 60_000;
/** Between the parts that one call draws, each with a writer of its own. */
const callMs = 1000;

/** The only metric of event files; null for those of several. Points that were let go of are not read for it, as asking for the metrics would do. */
function tagOf(layer: Layer): string | null {
	const names = layer.asleep?.table.names ?? [...layer.metrics.keys()];
	return names.length === 1 ? names[0]! : null;
}

/** The only metric of a run; null for a run of several, or of more than its event files. */
function onlyTag({layers}: TrackedRun): string | null {
	const [layer, ...others] = layers;
	if (layer === undefined || others.length > 0 || layer.logged.isEvents !== true || layer.below !== '' || layer.removed)
		return null;
	return tagOf(layer);
}

/**
 * Directory of the writer whose `add_scalars(tag, {part: …})` has made a directory; null where it is not called so. `<tag>_<part>` in torch
 * (torch/utils/tensorboard/writer.py), `<tag>/<part>` in tensorboardX; the tag inside is the first one alone.
 */
function writerAbove(directory: string, tag: string): string | null {
	const above = path.dirname(directory);
	if (path.basename(directory).startsWith(`${tag.replaceAll('/', '_')}_`)) return above;
	return above.endsWith(`/${tag}`) ? above.slice(0, -tag.length - 1) : null;
}

/**
 * True for event files that the process which writes those above opened while it did so. tensorboardX names no process: of those the host and the time must
 * do, where the directory of the tag says as much.
 * @param isNested whether they lie in a directory that is called like their tag
 */
function isOfWriter(child: Layer, own: Layer | undefined, isNested: boolean): boolean {
	if (own === undefined || own.removed) return false;
	const {host, pid, startedAtMs, lastSignMs} = own.factsNow;
	const {host: childHost, pid: childPid, startedAtMs: beganAtMs} = child.factsNow;
	if ((pid === null && !isNested) || host === null || childPid !== pid || childHost !== host) return false;
	if (startedAtMs === null || beganAtMs === null) return false;
	return startedAtMs - slackMs <= beganAtMs && beganAtMs <= (lastSignMs ?? startedAtMs) + slackMs;
}

/** True for event files that were written side by side: each was begun before the other was over, which those of a single call are at once. */
function isBeside({factsNow: one}: Layer, {factsNow: other}: Layer): boolean {
	if (one.startedAtMs === null || other.startedAtMs === null) return false;
	return one.startedAtMs <= (other.lastSignMs ?? 0) + callMs && other.startedAtMs <= (one.lastSignMs ?? 0) + callMs;
}

interface Part {
	run: TrackedRun;
	layer: Layer;
	tag: string;
	whole: TrackedRun;
}

/** Event files that look like a part of what the process that writes those above draws in one picture. */
function findParts(registry: Registry): Part[] {
	const parts: Part[] = [];
	let byPath: ReadonlyMap<string, TrackedRun> | null = null;
	for (const run of registry.runs.values()) {
		const tag = onlyTag(run);
		const above = tag === null ? null : writerAbove(run.path, tag);
		if (tag === null || above === null) continue;
		byPath ??= indexByPath(registry.runs);
		const whole = byPath.get(above);
		const own = whole?.layers.find(layer => layer.below === '' && layer.logged.isEvents === true);
		const layer = run.layers[0]!;
		const isNested = above !== path.dirname(run.path);
		if (whole !== undefined && isOfWriter(layer, own, isNested)) parts.push({run, layer, tag, whole});
	}
	return parts.sort((a, b) => (a.run.path < b.run.path ? -1 : 1));
}

/**
 * Makes one row of a training's event file and the directories in which the same process keeps the curves that `add_scalars` draws together. One call
 * adds a point to each of them, so that they grow side by side; runs that a process does one after the other do not.
 */
export function foldScalars(registry: Registry): void {
	const parts = findParts(registry);
	const keyOf = ({whole, tag}: Part): string => `${whole.key}\0${tag}`;
	const drawn = gather(parts, keyOf);
	for (const part of parts) {
		const {run, layer, tag, whole} = part;
		const others = drawn.get(keyOf(part))!.flatMap(other => (other === part ? [] : other.layer));
		// One that begins later finds them there.
		const taken = whole.layers.filter(
			one => !one.removed && writerAbove(`${whole.path}/${one.below}`, tag) === whole.path && tagOf(one) === tag,
		);
		if ([...others, ...taken].some(other => isBeside(layer, other))) takeIn(run, whole, registry);
	}
}
