import path from 'node:path';
import {countAlike} from '../../core/files/paths.ts';

/** What tells each of several roots from the others: its last name, else its path below all that they have in common. Empty for one root. */
export function nameRoots(roots: readonly string[]): ReadonlyMap<string, string> {
	const [first, ...others] = [...new Set(roots)];
	if (first === undefined || others.length === 0) return new Map();
	const all = [first, ...others];
	const names = all.map(root => path.basename(root));
	if (new Set(names).size === all.length) return new Map(all.map((root, at) => [root, names[at]!]));
	const shared = Math.min(...others.map(root => countAlike(first.split('/'), root.split('/'))));
	return new Map(all.map(root => [root, root.split('/').slice(shared).join('/')]));
}
