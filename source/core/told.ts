import {countWords} from './text/count-words.ts';

/** What one source told of a run: a run that several trackers wrote is one row, and this takes it apart again. */
export interface Told {
	format: string;
	/** Path below the run's directory, '' for the directory itself. */
	place: string;
	configKeys: number;
	metrics: number;
	points: number;
	/** Highest step of its points, null where it has none. */
	lastStep: number | null;
	problems: number;
}

/** Format and contribution of each source, for a run that has several; nothing for one that has a single one. */
export function describeTold(told: readonly Told[]): [string, string][] {
	if (told.length < 2) return [];
	return told.map(({format, place, configKeys, metrics, points, lastStep, problems}) => {
		const parts = [
			configKeys > 0 ? `config of ${countWords(configKeys, 'key')}` : '',
			metrics > 0
				? `${countWords(metrics, 'metric')}, ${countWords(points, 'point')}${lastStep === null ? '' : ` to step ${lastStep}`}`
				: '',
			problems > 0 ? countWords(problems, 'problem') : '',
		].filter(part => part !== '');
		return [format, `${parts.length === 0 ? 'facts only' : parts.join(', ')}${place === '' ? '' : `, in ${place}`}`];
	});
}

/** What a tracker was told of a metric. */
interface Definition {
	goal?: 'minimize' | 'maximize';
	stepMetric?: string;
	hidden?: boolean;
	summary?: string;
}

/** A declared metric in words: "lower is better, over epoch"; '' where nothing was declared. */
export function describeDefinition({goal, stepMetric, hidden, summary}: Definition): string {
	return [
		goal === undefined ? '' : goal === 'minimize' ? 'lower is better' : 'higher is better',
		stepMetric === undefined ? '' : `over ${stepMetric}`,
		summary ? `summed up by ${summary}` : '',
		hidden === true ? 'hidden' : '',
	]
		.filter(part => part !== '')
		.join(', ');
}
