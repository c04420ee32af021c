import type {Json, JsonObject} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import {isObject} from '../values.ts';

const reference = /\$\{([^${}:]+)\}/g;
const deepest = 20;
const longest = 1000;

/** A value of the config and where it stands: relative references in it start there. */
interface Place {
	value: Json;
	path: string[];
}

/**
 * Values of the config keys that hold references to other keys (`${model.name}-${optim.lr}`), by their path, with the references followed.
 * Resolvers (`${now:%H}`, `${oc.env:HOME}`) need the program and are left as they stand, and so are references that lead back to themselves.
 */
export function resolveReferences(config: JsonObject): JsonObject {
	const resolved: JsonObject = {};
	const walk = (node: Json, path: string[], depth: number) => {
		if (depth > deepest) return;
		if (typeof node === 'string' && node.includes('${')) {
			const value = resolve({value: node, path}, config, []);
			if (value !== node) setKey(resolved, path.join('.'), value);
		} else if (Array.isArray(node)) for (const [i, item] of node.entries()) walk(item, [...path, String(i)], depth + 1);
		else if (isObject(node)) for (const [key, item] of Object.entries(node)) walk(item, [...path, key], depth + 1);
	};
	walk(config, [], 0);
	return resolved;
}

/** `above` are the places whose resolving led here. */
function resolve({value, path}: Place, config: JsonObject, above: readonly string[]): Json {
	const place = path.join('.');
	if (typeof value !== 'string' || value.length > longest || above.includes(place) || above.length > deepest) return value;
	const follow = (key: string): Json | undefined => {
		const found = find(key, path, config);
		return found === null ? undefined : resolve(found, config, [...above, place]);
	};
	const alone = /^\$\{([^${}:]+)\}$/.exec(value);
	if (alone) return follow(alone[1]!) ?? value;
	let length = 0;
	return value.replace(reference, (whole, key: string) => {
		const part = length > longest ? undefined : follow(key);
		const text = part === undefined || (part !== null && typeof part === 'object') ? whole : String(part);
		length += text.length;
		return text;
	});
}

/** What stands at `a.b`, `a[0]`, or relative to where it is used: `.b` beside it, `..b` one level up. Null where there is nothing. */
function find(key: string, at: string[], config: JsonObject): Place | null {
	const dots = /^\.*/.exec(key)![0].length;
	const base = dots === 0 ? [] : at.slice(0, Math.max(0, at.length - dots));
	const parts = key.slice(dots).split(/[.[\]]+/);
	const path = [...base, ...parts.filter(part => part !== '')];
	let node: Json | undefined = config;
	for (const part of path) {
		if (Array.isArray(node)) node = node[Number(part)];
		else if (isObject(node) && Object.hasOwn(node, part)) node = node[part];
		else return null;
	}
	return node === undefined ? null : {value: node, path};
}
