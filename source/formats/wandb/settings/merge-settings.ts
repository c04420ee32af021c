import type {Json, JsonObject} from '../../../core/run.ts';

/** Settings of one origin, as wandb names them. */
export interface SettingsLayer {
	/** As a person calls it: "wandb/settings", "the environment". */
	from: string;
	values: JsonObject;
}

const secret = /api_?key|token|secret|password|credential/i;

function textOf(name: string, value: Json): string {
	if (secret.test(name)) return '(not shown)';
	if (Array.isArray(value)) return value.map(item => textOf('', item)).join(', ');
	return typeof value === 'string' ? value : JSON.stringify(value);
}

const isSet = (value: Json | undefined): value is Json =>
	value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

/** The first of these settings is asked as the second, which is how files and variables may call it. */
const otherNames: Record<string, string> = {run_job_type: 'job_type', run_name: 'name', run_notes: 'notes', run_tags: 'tags'};

/**
 * Settings as wandb merges them, each with where it came from: `layers` from the weakest to the strongest, then what the run recorded. A
 * recorded value that no layer has was given by the program, or by whatever cannot be seen from here (`otherwise`).
 */
export function mergeSettings(layers: readonly SettingsLayer[], recorded: JsonObject, otherwise: string): JsonObject {
	const merged = new Map<string, {text: string; from: string}>();
	const over: Record<string, string> = {};
	const put = (name: string, text: string, from: string) => {
		const before = merged.get(name);
		if (before !== undefined && before.text !== text) over[name] = `${before.text} of ${before.from}`;
		merged.set(name, {text, from});
	};
	for (const {from, values} of layers) {
		for (const [name, value] of Object.entries(values)) if (isSet(value)) put(name, textOf(name, value), from);
	}
	for (const [name, value] of Object.entries(recorded)) {
		if (!isSet(value)) continue;
		const key = merged.has(name) ? name : merged.has(otherNames[name] ?? name) ? otherNames[name]! : name;
		const text = textOf(name, value);
		if (merged.get(key)?.text !== text) put(key, text, otherwise);
	}
	const names = [...merged.keys()].sort();
	return Object.fromEntries(
		names.map(name => {
			const {text, from} = merged.get(name)!;
			return [name, `${text}  (from ${from}${over[name] === undefined ? '' : `, over ${over[name]}`})`];
		}),
	);
}
