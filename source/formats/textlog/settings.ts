import {isMetricName} from '../plain/telling.ts';

/** Counts that settings have in the plural; a row may have them too, beside what was measured. */
const plannedCounts = /^(?:steps|iters|iterations|epochs|episodes|num_steps)$/i;
/** Names of what a program is told; no row has these without saying where it is. */
const told =
	/^(?:(?:num|n|max|start|warmup|save|eval|log)_(?:\w+_)?(?:epochs?|steps?|iters?|iterations?|episodes?)|seed|(?:\w+_)?batch_?size|num_workers|n_?workers|(?:weight|lr)_decay|momentum|dropout|hidden_(?:size|dim)|(?:\w+_)?interval|base_lr)$/i;
/** Names of what a program is told, that rows have too. */
const toldOrLogged =
	/^(?:lr|learning_?rate|beta_?[12]|gamma|(?:\w+_)?(?:weights?|coeff?s?|smoothing(?:_loss)?|target|threshold))$/i;

const partOf = (name: string) => name.slice(name.lastIndexOf('/') + 1);

/** True for a counter that is a setting where nothing beside it was measured: `epochs`. */
export const isPlannedCount = (name: string): boolean => plannedCounts.test(name);

/**
 * True where these names of numbers are those of a printed configuration, given that no counter in the singular is among them.
 * @param isFirst true before the first row: later ones that are about settings too are rows of the program's own kind
 */
export function areSettings(names: readonly string[], isFirst: boolean): boolean {
	const parts = names.map(partOf);
	if (isFirst && parts.some(part => told.test(part))) return true;
	return (
		parts.some(part => told.test(part) || plannedCounts.test(part)) &&
		!parts.some(part => isMetricName(part) && !told.test(part) && !toldOrLogged.test(part))
	);
}

const heading = /^\W*(?:[\w-]+ ){0,3}(?:config(?:uration)?|arg(?:ument)?s|hyper-?param(?:eter)?s|settings|options)\s*:\s*$/i;
const entry = /^(\s*)(?:- )?(["']?[A-Za-z_][\w./-]*["']?)\s*[:=]\s*(.*)$/;
const counter = /^(?:global_?)?(?:epoch|step|iter|iteration|update|episode)$/i;

/** Knows the lines of a configuration that is printed key by key below a heading: "Config:", "lr: 0.1". */
export class SettingsBlock {
	private isInside = false;
	/** Keys since the last one that only leads to others; one that comes again is a value that changes. */
	private readonly keys = new Set<string>();

	/** Takes a line; true where it is one of a configuration. */
	take(text: string): boolean {
		if (!this.isInside) {
			this.isInside = text.endsWith(':') && heading.test(text);
			this.keys.clear();
			return this.isInside;
		}
		const [, indent, key, value] = entry.exec(text) ?? [];
		this.isInside = key !== undefined && !counter.test(key) && !this.keys.has(indent + key);
		if (value === '') this.keys.clear();
		else this.keys.add(`${indent}${key}`);
		return this.isInside;
	}
}
