import {dirname} from 'node:path';

/** A directory and all that it lies in, the nearest first. */
export function withAllAbove(directory: string): string[] {
	const found = [directory];
	for (let at = directory; dirname(at) !== at; ) {
		at = dirname(at);
		found.push(at);
	}
	return found;
}
