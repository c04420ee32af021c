import type {Json, JsonObject} from '../run.ts';

/** Early stopping as a run's configuration has it. */
export interface StoppingRule {
	/** Looks at the metric without an improvement after which it stops: epochs or evaluations, whichever it is looked at after. */
	patience: number;
	/** What an improvement has to be more than. */
	minDelta: number;
	/** The metric that is watched, null where the config does not say. */
	metric: string | null;
	mode: 'min' | 'max' | null;
	/** Where the patience was found: `config early_stopping_patience`. */
	from: string;
}

const plain = (key: string) => key.toLowerCase().replaceAll(/[-_ ]/g, '');
/** Said outright: Hugging Face's callback, Lightning's and Keras's arguments with a prefix, what people write by hand. */
const certain = new Set([
	'earlystoppingpatience',
	'earlystoppatience',
	'espatience',
	'stoppingpatience',
	'earlystop',
	'earlystopping',
]);
const stopping = /earlystop|stopping|^es$/;
/** A learning rate schedule has a patience as well, which stops nothing. */
const scheduling = /lr|sched|plateau|optim|decay/;

function numberOf(value: Json | undefined): number | null {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

function readRule(holder: JsonObject, patience: number, from: string): StoppingRule {
	const find = (...names: string[]): Json | undefined => {
		const key = Object.keys(holder).find(name => names.includes(plain(name).replace(/^(earlystopping|earlystop|es)/, '')));
		return key === undefined ? undefined : holder[key];
	};
	const text = (value: Json | undefined) => (typeof value === 'string' && value !== '' ? value : null);
	const mode = text(find('mode'))?.toLowerCase();
	const greater = find('greaterisbetter');
	const byFlag = typeof greater === 'boolean' ? (greater ? 'max' : 'min') : null;
	return {
		patience,
		minDelta: Math.abs(numberOf(find('mindelta', 'threshold', 'delta')) ?? 0),
		metric: text(find('monitor', 'metric', 'metricforbestmodel')),
		mode: mode === 'min' || mode === 'max' ? mode : byFlag,
		from,
	};
}

/**
 * Looks for early stopping in a config, however deep: `early_stopping_patience` beside HF's `metric_for_best_model`, a `patience` within
 * `early_stopping`, Lightning's and Keras's callbacks by their class, and Ultralytics' own `patience`. Null where there is none.
 */
export const findStoppingRule = (config: JsonObject): StoppingRule | null => search(config, []);

function search(value: Json, path: readonly string[]): StoppingRule | null {
	if (value === null || typeof value !== 'object' || path.length > 8) return null;
	if (Array.isArray(value)) {
		for (const [at, item] of value.entries()) {
			const found = search(item, [...path, String(at)]);
			if (found !== null) return found;
		}
		return null;
	}
	const kind = ['class_path', '_target_', 'class_name', 'class', 'type', 'name']
		.map(key => value[key])
		.find(text => typeof text === 'string');
	const off = Object.entries(value).some(
		([key, inner]) => inner === false && /^(use|do|enable)?earlystop(ping)?$/.test(plain(key)),
	);
	if (off) return null;
	const within = [...path.map(plain), plain(typeof kind === 'string' ? kind : '')];
	for (const [key, inner] of Object.entries(value)) {
		const name = plain(key);
		const isMeant =
			name === 'patience' && (within.some(word => stopping.test(word)) || !within.some(word => scheduling.test(word)));
		const patience = isMeant || certain.has(name) ? numberOf(inner) : null;
		if (patience !== null && patience >= 1) return readRule(value, patience, `config ${[...path, key].join('.')}`);
	}
	for (const [key, inner] of Object.entries(value)) {
		// The arguments of a class lie in an object of their own.
		const found = search(inner, typeof kind === 'string' ? [...path, kind, key] : [...path, key]);
		if (found !== null) return found;
	}
	return null;
}
