import {followReferences} from '../../core/follow-references.ts';
import type {JsonObject, RunFacts} from '../../core/run.ts';

const cache = new WeakMap<JsonObject, {references: JsonObject; followed: JsonObject}>();

/** The config by which a run was planned: with its references followed, which the config as recorded only names. Made once for each version. */
export function plannedConfigOf({config, references}: Pick<RunFacts, 'config' | 'references'>): JsonObject {
	if (references === null) return config;
	let known = cache.get(config);
	if (known?.references !== references) {
		known = {references, followed: followReferences(config, references)};
		cache.set(config, known);
	}
	return known.followed;
}
