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

/** The same, but for what lies below a value, or has others below it: that is set under its whole path, so that nothing is lost. */
export function addPath(object: JsonObject, path: readonly string[], value: Json): void {
	let node = object;
	for (const part of path.slice(0, -1)) {
		const below = Object.hasOwn(node, part) ? node[part] : {};
		if (!isObject(below)) {
			setKey(object, path.join('/'), value);
			return;
		}
		setKey(node, part, below);
		node = below;
	}
	const last = path.at(-1)!;
	const below = Object.hasOwn(node, last) ? node[last] : null;
	if (!isObject(below)) setKey(node, last, value);
	else {
		if (node === object) for (const [whole, inner] of leavesOf(below, last)) setKey<Json>(object, whole, inner);
		setKey(object, path.join('/'), value);
	}
}

const leavesOf = (value: Json, path: string): [string, Json][] =>
	isObject(value) ? Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, `${path}/${name}`)) : [[path, value]];
