import path from 'node:path';
import {stateDirectory} from '../../io/state-directory.ts';
import {openTail} from '../../io/tail.ts';

const lineFeed = 0x0a;

/**
 * Hears what this program did to runs, here or in another terminal, from its log of acts: what was said of a run that is over is shown at
 * once, though nobody watches its directory any more.
 */
export class ActsHeard {
	private readonly tail = openTail(path.join(stateDirectory(), 'actions.jsonl'));
	private isBegun = false;

	/** Paths of the runs that something was done to since the last call. What was done before the first one was seen anyway. */
	take(): string[] {
		const paths: string[] = [];
		const isNew = this.isBegun;
		this.isBegun = true;
		this.tail.read(chunk => {
			const end = chunk.lastIndexOf(lineFeed) + 1;
			if (isNew)
				for (const line of Buffer.from(chunk.subarray(0, end)).toString('utf8').split('\n')) paths.push(...pathsOf(line));
			return end;
		}, Number.POSITIVE_INFINITY);
		return paths;
	}
}

function pathsOf(line: string): string[] {
	try {
		const {runs}: {runs?: {path?: unknown}[]} = JSON.parse(line);
		return Array.isArray(runs) ? runs.map(run => run?.path).filter(at => typeof at === 'string') : [];
	} catch {
		return [];
	}
}
