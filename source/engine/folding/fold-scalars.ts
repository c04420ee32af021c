import path from 'node:path';
import type {Layer} from '../model/layer.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {Registry} from '../registry.ts';
import {indexByPath} from './find-run.ts';
import {takeIn} from './take-out.ts';

const format = 'tfevents';
/** The file above it may have had its last point a while before. */
const slackMs = 60_000;

/** The only metric of a run; null for a run of several, or of more than its event files. */
function onlyTag({layers}: TrackedRun): string | null {
	const [layer, ...others] = layers;
	if (layer === undefined || others.length > 0 || layer.format !== format || layer.below !== '' || layer.removed) return null;
	const names = layer.asleep?.table.names ?? [...layer.metrics.keys()];
	return names.length === 1 ? names[0]! : null;
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

/** True for event files that the process which writes those above opened while it did so. */
function isOfWriter(child: Layer, own: Layer | undefined): boolean {
	if (own === undefined || own.removed) return false;
	const {host, pid, startedAtMs, lastSignMs} = own.factsNow;
	const {host: childHost, pid: childPid, startedAtMs: beganAtMs} = child.factsNow;
	if (pid === null || host === null || childPid !== pid || childHost !== host || startedAtMs === null || beganAtMs === null)
		return false;
	return startedAtMs - slackMs <= beganAtMs && beganAtMs <= (lastSignMs ?? startedAtMs) + slackMs;
}

/** Makes one row of a training's event file and the directories in which the same process keeps the curves that `add_scalars` draws together. */
export function foldScalars(registry: Registry): void {
	let byPath: ReadonlyMap<string, TrackedRun> | null = null;
	// The first of them by name has the bare name of the metric.
	for (const run of [...registry.runs.values()].sort((a, b) => (a.path < b.path ? -1 : 1))) {
		if (run.format !== format) continue;
		const tag = onlyTag(run);
		const above = tag === null ? null : writerAbove(run.path, tag);
		if (above === null) continue;
		byPath ??= indexByPath(registry.runs);
		const whole = byPath.get(above);
		const own = whole?.layers.find(layer => layer.below === '' && layer.format === format);
		if (whole !== undefined && whole !== run && isOfWriter(run.layers[0]!, own)) takeIn(run, whole, registry);
	}
}
