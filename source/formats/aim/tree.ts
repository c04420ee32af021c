import type {Json, JsonObject} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import {isObject} from '../values.ts';
import {partsOf} from './keys.ts';
import {type AimValue, isFlag} from './values.ts';

const deepest = 40;
const longestArray = 10_000;

/** What lies below a key as one value: objects, and lists where a flag says so. `entries` are sorted, so that what holds others comes before them. */
export function treeOf(entries: readonly (readonly [string, AimValue])[], below: string): JsonObject {
	const root: JsonObject = {};
	for (const [key, value] of entries) {
		if (!key.startsWith(below)) continue;
		const parts = partsOf(key, below.length);
		if (parts !== null && parts.length > 0 && parts.length <= deepest) place(root, parts, jsonOf(value));
	}
	return root;
}

function jsonOf(value: AimValue): Json {
	if (!isFlag(value)) return typeof value === 'bigint' ? String(value) : value;
	return value.is === 'array' ? [] : {};
}

function place(root: JsonObject, parts: readonly (string | bigint)[], value: Json): void {
	let node: JsonObject | Json[] = root;
	for (const part of parts.slice(0, -1)) {
		let below = look(node, part);
		if (!isObject(below) && !Array.isArray(below)) {
			below = {};
			put(node, part, below);
		}
		node = below;
	}
	put(node, parts.at(-1)!, value);
}

function look(node: JsonObject | Json[], part: string | bigint): Json | undefined {
	if (Array.isArray(node)) return node[Number(part)];
	const key = String(part);
	return Object.hasOwn(node, key) ? node[key] : undefined;
}

function put(node: JsonObject | Json[], part: string | bigint, value: Json): void {
	if (!Array.isArray(node)) setKey(node, String(part), value);
	else if (typeof part === 'bigint' && part >= 0n && part < longestArray) {
		while (node.length < Number(part)) node.push(null);
		node[Number(part)] = value;
	}
}
