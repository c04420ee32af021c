import path from 'node:path';
import {gather} from '../../core/table/gather.ts';
import type {Layer} from '../model/layer.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {Registry} from '../registry.ts';
import {indexByPath} from './find-run.ts';
import {takeIn, takeOut} from './take-out.ts';

const format = 'tfevents';
/** torch's `add_hparams` writes to a directory that is called after the moment, seconds (torch/utils/tensorboard/writer.py), as Accelerate has it. */
const momentName = /^\d{9,11}(?:\.\d+)?$/;
/** The file above it may have had its last point a while before. */
const slackMs = 60_000;

/** What a writer put into a directory of its own below that of its curves. */
interface Child {
	run: TrackedRun;
	layer: Layer;
	whole: TrackedRun;
	/** True where that is one row with the curves. */
	isJoined: boolean;
}

const isBare = (layer: Layer): boolean =>
	layer.format === format &&
	!layer.removed &&
	layer.factsNow.outcome === null &&
	Object.keys(layer.factsNow.config).length > 0 &&
	(layer.asleep?.table.names.length ?? layer.metrics.size) === 0;

/** True for settings that the process which writes the curves above has put down while it did so. */
function isOfWriter(child: Layer, moment: string, own: Layer | undefined): boolean {
	if (own === undefined || own.removed || Object.keys(own.factsNow.config).length > 0) return false;
	const {host, pid, startedAtMs, lastSignMs} = own.factsNow;
	const atMs = Number(moment) * 1000;
	const isSame = pid !== null && host !== null && child.factsNow.pid === pid && child.factsNow.host === host;
	return isSame && startedAtMs !== null && startedAtMs <= atMs && atMs <= (lastSignMs ?? startedAtMs) + slackMs;
}

const ownLayer = ({layers}: TrackedRun): Layer | undefined => layers.find(layer => layer.below === '' && layer.format === format);

function findChildren({runs}: Registry): Child[] {
	const found: Child[] = [];
	let byPath: ReadonlyMap<string, TrackedRun> | null = null;
	for (const run of runs.values()) {
		for (const layer of run.layers) {
			if (layer.format !== format) continue;
			const isJoined = layer.below !== '';
			const name = isJoined ? layer.below : path.basename(run.path);
			if (!momentName.test(name) || (!isJoined && run.layers.length > 1) || !isBare(layer)) continue;
			byPath ??= indexByPath(runs);
			const whole = isJoined ? run : byPath.get(path.dirname(run.path));
			if (whole !== undefined && isOfWriter(layer, name, ownLayer(whole))) found.push({run, layer, whole, isJoined});
		}
	}
	return found;
}

/**
 * Makes one row of a training's event file and the settings that the same process wrote to a file below it, without any results: with results, or where
 * it did so several times, these are trials.
 */
export function foldHparams(registry: Registry): void {
	for (const children of gather(findChildren(registry), ({whole}) => String(whole.key)).values()) {
		const [only, ...others] = children as [Child, ...Child[]];
		const {whole} = only;
		if (others.length > 0) for (const {layer} of children.filter(({isJoined}) => isJoined)) takeOut([layer], whole, registry);
		else if (!only.isJoined) takeIn(only.run, whole, registry);
	}
}
