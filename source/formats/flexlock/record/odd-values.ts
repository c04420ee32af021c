import type {JsonObject} from '../../../core/run.ts';
import {isObject} from '../../values.ts';
import {timeOf} from './values.ts';

const mappings = ['config', 'repos', 'data', 'lineage', 'prevs', 'source_scope', 'discovery'];
const lists = ['lineage', 'prevs'];

/** What a record holds in another form than flexlock writes it, so that it counts for nothing: "config is no mapping". */
export function oddValuesOf(raw: JsonObject): string[] {
	const isThere = (key: string) => raw[key] !== undefined && raw[key] !== null;
	const odd = mappings.filter(key => isThere(key) && !isObject(raw[key])).map(key => `${key} is no mapping`);
	if (isThere('timestamp') && timeOf(raw.timestamp) === null) odd.push('timestamp is no time');
	for (const key of lists) {
		const entries = raw[key];
		if (!isObject(entries)) continue;
		for (const [name, entry] of Object.entries(entries)) if (!isObject(entry)) odd.push(`${key}.${name} is no mapping`);
	}
	return odd;
}
