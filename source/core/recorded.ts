import type {JsonObject} from './run.ts';

const capitalise = (title: string): string => title.slice(0, 1).toUpperCase() + title.slice(1);

/** What else a tracker recorded, in sections: each group of values under its own title, what stands alone at the end. */
export function recordedSections(extra: JsonObject): [title: string, values: JsonObject][] {
	const sections: [string, JsonObject][] = [];
	const single: JsonObject = {};
	for (const [title, value] of Object.entries(extra)) {
		if (value === null || typeof value !== 'object' || Array.isArray(value)) single[title] = value;
		else if (Object.keys(value).length > 0) sections.push([capitalise(title), value]);
	}
	if (Object.keys(single).length > 0) sections.push(['Also recorded', single]);
	return sections;
}
