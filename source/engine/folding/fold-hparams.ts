import path from 'node:path';
import {gather} from '../../core/table/gather.ts';
import {readFileName} from '../../formats/tfevents/file-name.ts';
import type {Layer} from '../model/layer.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {Registry} from '../registry.ts';
import {indexByPath} from './find-run.ts';
import {takeIn, takeOut} from './take-out.ts';

/** torch's `add_hparams` writes to a directory that is called after the moment, seconds (torch/utils/tensorboard/writer.py), as Accelerate has it. */
const momentName = /^\d{9,11}(?:\.\d+)?$/;
/** The file above it may have had its last point a while before. */
const slackMs = 60_000;

/** What a writer put into a directory of its own below that of its curves. */
interface Child {
	run: TrackedRun;
	layer: Layer;
	whole: TrackedRun;
	/** Of whom there can be one: the file of the curves that the same process began before it, or the whole where that does not say which settings it has. */
	ofWhat: string;
	/** True where that is one row with the curves. */
	isJoined: boolean;
}

const hasSettings = (layer: Layer): boolean => !layer.removed && Object.keys(layer.factsNow.config).length > 0;

const isBare = (layer: Layer): boolean =>
	layer.factsNow.outcome === null && (layer.asleep?.table.names.length ?? layer.metrics.size) === 0;

/** True where a writer has put down what came of it behind all its curves: those of a trial lie among them. */
const isAtEnd = (layer: Layer, moment: string, own: Layer | undefined): boolean =>
	layer.factsNow.outcome?.status === 'finished' &&
	Number(moment) * 1000 >= (own?.factsNow.lastSignMs ?? Number.POSITIVE_INFINITY);

/** True where the settings are those that the training says itself, as the Hugging Face trainer writes its arguments twice. */
function saysTheSame(child: Layer, own: Layer): boolean {
	const known = own.factsNow.config;
	const keys = Object.keys(child.factsNow.config);
	return Object.keys(known).length === 0 || keys.filter(key => Object.hasOwn(known, key)).length * 2 > keys.length;
}

/** The file of the curves above whose writer has put these settings down while it wrote it; null where there is none. */
function fileOfWriter(child: Layer, moment: string, own: Layer | undefined): string | null {
	if (own === undefined || own.removed || !saysTheSame(child, own)) return null;
	const {signFiles, lastSignMs} = own.factsNow;
	const atMs = Number(moment) * 1000;
	if (atMs > (lastSignMs ?? 0) + slackMs) return null;
	let found: string | null = null;
	let foundMs = Number.NEGATIVE_INFINITY;
	for (const file of signFiles) {
		const {openedAtMs, ...name} = readFileName(path.basename(file));
		const isSame = name.pid === child.factsNow.pid && name.host === child.factsNow.host;
		if (!isSame || openedAtMs === null || openedAtMs > atMs || openedAtMs < foundMs) continue;
		[found, foundMs] = [file, openedAtMs];
	}
	return found;
}

/** True for settings of the process that began the newest event file above. */
const isOfNewest = ({factsNow: {host, pid}}: Layer, {factsNow: newest}: Layer): boolean =>
	host === newest.host && pid === newest.pid;

const ownLayer = ({layers}: TrackedRun): Layer | undefined =>
	layers.find(layer => layer.below === '' && layer.logged.isEvents === true);

function findChildren({runs}: Registry): Child[] {
	const found: Child[] = [];
	let byPath: ReadonlyMap<string, TrackedRun> | null = null;
	for (const run of runs.values()) {
		for (const layer of run.layers) {
			if (layer.logged.isEvents !== true) continue;
			const isJoined = layer.below !== '';
			const name = isJoined ? layer.below : path.basename(run.path);
			if (!momentName.test(name) || (!isJoined && run.layers.length > 1) || !hasSettings(layer)) continue;
			byPath ??= indexByPath(runs);
			const whole = isJoined ? run : byPath.get(path.dirname(run.path));
			const own = whole === undefined ? undefined : ownLayer(whole);
			if (!isBare(layer) && !isAtEnd(layer, name, own)) continue;
			const above = fileOfWriter(layer, name, own);
			if (whole === undefined || own === undefined || above === null) continue;
			// Where the curves do not say their settings, those below are taken for them: only the newest start's may be.
			const saysItself = Object.keys(own.factsNow.config).length > 0;
			if (!saysItself && !isOfNewest(layer, own)) continue;
			found.push({run, layer, whole, ofWhat: saysItself ? above : String(whole.key), isJoined});
		}
	}
	return found;
}

/**
 * Makes one row of a training's event files and the settings that the process which wrote one of them put into a file below, without any results or
 * with those of its end: otherwise, or where it did so several times, these are trials. Where the curves say their settings themselves, each of their files may have such.
 */
export function foldHparams(registry: Registry): void {
	for (const children of gather(findChildren(registry), ({ofWhat}) => ofWhat).values()) {
		const [{run, whole, isJoined}, ...others] = children as [Child, ...Child[]];
		if (others.length > 0) for (const {layer} of children.filter(child => child.isJoined)) takeOut([layer], whole, registry);
		else if (!isJoined) takeIn(run, whole, registry);
	}
}
