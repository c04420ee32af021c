import type {Json, JsonObject} from '../../core/run.ts';
import {setKey} from '../../encodings/set-key.ts';
import {isObject} from '../whole-file.ts';

const reference = /\$\{([^${}:]+)\}/g;
const deepest = 8;
const longest = 1000;

/**
 * Values of the config keys that hold references to other keys (`${model.name}-${optim.lr}`), by their path, with the references followed.
 * Resolvers (`${now:%H}`, `${oc.env:HOME}`) need the program and are left as they stand.
 */
export function resolveReferences(config: JsonObject): JsonObject {
	const resolved: JsonObject = {};
	const walk = (node: Json, path: string[], depth: number) => {
		if (depth > 20) return;
		if (typeof node === 'string' && node.includes('${')) {
			const value = resolve(node, path, config, 0);
			if (value !== node) setKey(resolved, path.join('.'), value);
		} else if (Array.isArray(node)) for (const [i, item] of node.entries()) walk(item, [...path, String(i)], depth + 1);
		else if (isObject(node)) for (const [key, item] of Object.entries(node)) walk(item, [...path, key], depth + 1);
	};
	walk(config, [], 0);
	return resolved;
}

function resolve(text: string, at: string[], config: JsonObject, depth: number): Json {
	if (depth > deepest || text.length > longest) return text;
	const alone = /^\$\{([^${}:]+)\}$/.exec(text);
	if (alone) {
		const value = find(alone[1]!, at, config);
		if (value === undefined) return text;
		return typeof value === 'string' && value.includes('${') ? resolve(value, at, config, depth + 1) : value;
	}
	let changed = false;
	const next = text.replace(reference, (whole, key: string) => {
		const value = find(key, at, config);
		if (value === undefined || (value !== null && typeof value === 'object')) return whole;
		changed = true;
		return String(value);
	});
	return changed && next.includes('${') ? resolve(next, at, config, depth + 1) : next;
}

/** Value at `a.b`, `a[0]`, or relative to where it is used: `.b` beside it, `..b` one level up. Undefined where there is none. */
function find(key: string, at: string[], config: JsonObject): Json | undefined {
	const dots = /^\.*/.exec(key)![0].length;
	const base = dots === 0 ? [] : at.slice(0, Math.max(0, at.length - dots));
	const parts = key
		.slice(dots)
		.split(/[.[\]]+/)
		.filter(part => part !== '');
	let node: Json | undefined = config;
	for (const part of [...base, ...parts]) {
		if (Array.isArray(node)) node = node[Number(part)];
		else if (isObject(node) && Object.hasOwn(node, part)) node = node[part];
		else return undefined;
	}
	return node;
}
