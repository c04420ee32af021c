import type {JsonObject} from '../../source/core/run.ts';
import {Followed} from '../engine/live/followed.ts';
import {seededRandom} from '../formats/load-fixture.ts';
import {FilesAtWork} from './relations/files-at-work.ts';

/**
 * Follows small trees in which files and directories come, grow, change, go and are renamed at random, as the screen does. Ends 1 where it shows
 * another thing than a fresh start, or throws.
 * `node .cache/bench/fuzz-live.js [TREES] [SEED] [ONLY]`: ONLY follows that one alone, and says every step of it.
 */
const mostSteps = 14;
const mostPrinted = 30;

/** Runs that only one of the two tells of, or otherwise than the other, each with all that it says otherwise. */
function differ(live: readonly JsonObject[], fresh: readonly JsonObject[]): string[] {
	// Starts in the same files are at one path.
	const find = (runs: readonly JsonObject[], {path, id}: JsonObject) => runs.find(run => run.path === path && run.id === id);
	const one = (who: string, run: JsonObject, other: JsonObject | undefined) => {
		const keys = Object.keys(run).filter(key => JSON.stringify(run[key]) !== JSON.stringify(other?.[key]));
		const said = other === undefined ? String(run.formats) : keys.map(key => `${key}=${JSON.stringify(run[key])}`).join(' ');
		return keys.length === 0 ? [] : [`${who} ${run.dir} ${run.id}: ${said.slice(0, 400)}`];
	};
	return [
		...live.flatMap(run => one('LIVE ', run, find(fresh, run))),
		...fresh.flatMap(run => one('FRESH', run, find(live, run))),
		...(live.length === fresh.length ? [] : [`${live.length} runs live, ${fresh.length} fresh`]),
	];
}

/** What happens to one tree until something is wrong, and what that is; null where all is well. */
function follow(at: number, seed: number, says: boolean): string[] | null {
	const ends: (() => void)[] = [];
	const tree = new Followed({after: act => ends.push(act)});
	const random = seededRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(at + 1, 0x85ebca6b));
	const files = new FilesAtWork(tree, random);
	const done: string[] = [];
	const step = (act: () => string) => {
		done.push(act());
		if (says) console.log(done.at(-1));
	};
	try {
		for (let left = 1 + random(4); left > 0; left--) step(() => files.write());
		for (let steps = 0; steps < mostSteps; steps++) {
			const shown = tree.look();
			if (says) console.log(`    ${shown.join('\n    ')}`);
			const wrong = differ(tree.told, tree.fresh);
			if (wrong.length > 0) return [...done, ...wrong];
			for (let left = 1 + random(2); left > 0; left--) step(() => files.act());
		}
		return null;
	} catch (error) {
		const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
		return [...done, why];
	} finally {
		for (const end of ends.reverse()) end();
	}
}

const [count = '200', seed = '1', only] = process.argv.slice(2);
let wrong = 0;
for (let at = Number(only ?? 0); at < (only === undefined ? Number(count) : Number(only) + 1); at++) {
	const found = follow(at, Number(seed), only !== undefined);
	if (found === null) continue;
	if (wrong++ < mostPrinted) console.log(`${at}: ${found.join('\n    ')}`);
}
console.log(`${only === undefined ? count : 1} trees of seed ${seed}: ${wrong} shown otherwise than by a fresh start`);
process.exitCode = wrong > 0 ? 1 : 0;
