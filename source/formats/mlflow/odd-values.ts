import type {Meta} from './meta-file.ts';

/** How MLflow numbers the states of a run (RunStatus in mlflow/protos/service.proto), from 1 on. */
const statuses = ['', 'RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED'] as const;
const known = new Set<string>(statuses.slice(1));
const times = ['start_time', 'end_time'] as const;
const longestShown = 40;

/** The status that a meta.yaml tells, by its number or its name in capitals; null for one that MLflow does not know, and for none. */
export function statusOf({status}: Meta): string | null {
	if (typeof status === 'number') return statuses[status] || null;
	return typeof status === 'string' && known.has(status) ? status : null;
}

/** What a whole meta.yaml of a run says that MLflow cannot mean, and what would be right: "holds status 9, …". Nothing where no value is given. */
export function oddValues(meta: Meta): string[] {
	const odd: string[] = [];
	for (const key of times) {
		const value = meta[key];
		if (value != null && typeof value !== 'number')
			odd.push(`holds ${key} ${shown(value)}, which is no time: write its milliseconds since 1970 there`);
	}
	if (meta.status != null && statusOf(meta) === null)
		odd.push(`holds status ${shown(meta.status)}, which MLflow does not know: ${remedy}`);
	return odd;
}

const remedy = `write ${statuses
	.map((name, number) => `${number} (${name})`)
	.slice(1)
	.join(', ')
	.replace(/, (?=[^,]*$)/, ' or ')} there`;

const shown = (value: unknown): string => JSON.stringify(value).slice(0, longestShown);
