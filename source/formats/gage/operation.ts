/** What a run is a run of: `1 <namespace> <name>` in the release, `2 <namespace> <name>[ <version>]` in git HEAD of 2024. */
export interface Operation {
	schema: number;
	namespace: string;
	name: string;
	version: string | null;
}

export function parseOperation(text: string): Operation | null {
	const words = text.trim().split(/\s+/);
	const [schema = '', namespace = '', name = '', version = null] = words;
	if (!/^\d+$/.test(schema) || name === '' || words.length > 4) return null;
	return {schema: Number(schema), namespace, name, version};
}
