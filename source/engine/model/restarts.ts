import type {JsonObject} from '../../core/run.ts';
import type {Series} from '../../core/series/series.ts';
import {JoinedMetrics} from './joined.ts';
import type {Layer} from './layer.ts';

type Metrics = ReadonlyMap<string, Series>;

const trainer = 'hf-trainer';
/** What the Hugging Face trainer calls the folder of the events of one start: the time and the host. */
const ofStart = /(?:^|\/)[A-Z][a-z]{2}\d{2}_\d{2}-\d{2}-\d{2}_[^/]+$/;
const none: Metrics = new Map();

/** Layers with what each start of one training wrote, the oldest first. */
function startsOf(layers: readonly Layer[]): Layer[] {
	if (layers[0]?.format !== trainer) return [];
	const starts = layers.filter(({format, below}) => format === 'tfevents' && ofStart.test(below));
	return starts.sort((a, b) => (a.factsNow.startedAtMs ?? 0) - (b.factsNow.startedAtMs ?? 0));
}

/**
 * The settings of a training whose saved state repeats only a few of them: its events have them all, under the same names. Of several starts
 * the newest one counts.
 */
export function settingsOf(layers: readonly Layer[], known: JsonObject): JsonObject {
	if (layers[0]?.format !== trainer) return known;
	const events = layers.filter(({format}) => format === 'tfevents');
	events.sort((a, b) => (a.factsNow.startedAtMs ?? 0) - (b.factsNow.startedAtMs ?? 0));
	return Object.assign({}, ...events.map(({factsNow}) => factsNow.config), known);
}

/** Makes one curve of those that the starts of a training wrote, each into a folder of its own. */
export class Restarts {
	private readonly joined = new Map<Layer, JoinedMetrics>();

	/** True where several starts wrote curves: then what they come to follows every point. */
	static isIn(layers: readonly Layer[]): boolean {
		return startsOf(layers).length > 1;
	}

	/** What each layer is to be shown with: the oldest start with all that go on from it. One that began anew is a curve of its own. */
	metricsOf(layers: readonly Layer[]): (layer: Layer) => Metrics {
		const shown = new Map<Layer, Metrics>();
		let first: Layer | null = null;
		for (const layer of startsOf(layers)) {
			const before = first === null ? none : shown.get(first)!;
			if (first === null || !goesOn(before, layer.metrics)) {
				first = layer;
				shown.set(layer, layer.metrics);
				continue;
			}
			const joined = this.joined.get(layer) ?? new JoinedMetrics();
			this.joined.set(layer, joined);
			shown.set(first, joined.follow(before, layer.metrics, Number.POSITIVE_INFINITY));
			shown.set(layer, none);
		}
		return layer => shown.get(layer) ?? layer.metrics;
	}
}

/** True where no curve begins as early as before. */
function goesOn(before: Metrics, later: Metrics): boolean {
	for (const [name, {steps, length}] of later) {
		const known = before.get(name);
		if (known !== undefined && length > 0 && known.length > 0 && steps.at(0) <= known.steps.at(0)) return false;
	}
	return true;
}
