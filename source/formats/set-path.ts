import type {Json, JsonObject} from '../core/run.ts';
import {setKey} from '../core/set-key.ts';
import {isObject} from './values.ts';

/** Sets a value at a path of nested objects, which are made on the way; undefined removes it. */
export function setPath(object: JsonObject, path: readonly string[], value: Json | undefined): void {
	const last = path.at(-1);
	if (last === undefined) return;
	let node = object;
	for (const part of path.slice(0, -1)) {
		let below = Object.hasOwn(node, part) ? node[part] : undefined;
		if (!isObject(below)) {
			if (value === undefined) return;
			below = {};
			setKey(node, part, below);
		}
		node = below;
	}
	if (value === undefined) delete node[last];
	else setKey<Json>(node, last, value);
}
