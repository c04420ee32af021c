import path from 'node:path';
import {isDatabaseName} from '../../core/files/database-names.ts';
import {isWithin} from '../../core/files/paths.ts';
import {soundsLikeMetrics, whyPassedOver} from '../../formats/csv/claim/passed-over.ts';
import {unpackedName} from '../../formats/plain/packed.ts';
import {soundsLikeLog, whyLogPassedOver} from '../../formats/textlog/passed-over.ts';
import {nodeFiles} from '../../io/files.ts';
import {isLink} from '../../io/look.ts';
import type {Scanned} from '../find/scan.ts';

const mostEntries = 20_000;
const mostFound = 200;
const deepest = 8;
const headBytes = 4096;

/**
 * Files that no run was read from, each with the reason, below some roots; of many the first ones: those that are called like a
 * training's metrics, logs whose lines name some, and empty ones that are called like a store.
 */
export function passedFiles(roots: readonly string[], {engine}: Scanned): {path: string; why: string}[] {
	const claims = [...engine.registry.handles.values()].map(({claim}) => claim);
	const claimed = new Set(claims.flatMap(({files}) => files));
	const whole = claims.filter(({ownsSubtree}) => ownsSubtree).map(claim => claim.path);
	const ofRuns = new Set(claims.map(claim => claim.path));
	const passed = new Set(engine.discovery.passed.map(directory => directory.path));
	const found: {path: string; why: string}[] = [];
	let entries = 0;
	const walk = (directory: string, depth: number): void => {
		if (passed.has(directory) || whole.some(own => isWithin(directory, own))) return;
		for (const {name, kind} of nodeFiles.list(directory) ?? []) {
			if (++entries > mostEntries || found.length >= mostFound) return;
			const at = path.join(directory, name);
			// A link may lead back up.
			const isGone = name.startsWith('.') || isLink(at);
			if (kind === 'directory' && depth < deepest && !isGone) walk(at, depth + 1);
			// A copy of what was read is none that anything is missing of.
			const isClaimed = claimed.has(at) || claimed.has(unpackedName(at));
			// Most databases are no stores: only an empty one leaves that open.
			const isStore = isDatabaseName(name);
			const isTable = isStore || soundsLikeMetrics(name);
			// What lies beside the files of a run is known by those.
			const isLog = !isTable && !ofRuns.has(directory) && soundsLikeLog(name);
			if (kind !== 'file' || isClaimed || !(isTable || isLog)) continue;
			const head = nodeFiles.readRange(at, 0, headBytes);
			if (head === null || (isStore && head.length > 0)) continue;
			const why = isTable ? whyPassedOver(name, head) : whyLogPassedOver(head);
			if (why !== null) found.push({path: at, why});
		}
	};
	for (const root of roots) walk(root, 0);
	return found;
}
