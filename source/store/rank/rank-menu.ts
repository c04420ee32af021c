import {yardstickParts} from '../../core/rank/yardstick.ts';
import type {MenuItem} from '../menus/menu-item.ts';
import {selectMetrics} from '../selectors.ts';
import type {State} from '../state.ts';
import {rankedMetric} from './ranking.ts';

/** What runs can be ranked by. */
export function rankMetricItems(state: State): MenuItem[] {
	const chosen = rankedMetric(state);
	return selectMetrics(state).map(({name, runs}) => ({
		id: name,
		label: name,
		note: runs === 1 ? 'in 1 run' : `in ${runs} runs`,
		mark: name === chosen ? 'on' : 'off',
	}));
}

const partNotes = {best: 'as its direction says', last: '', mean: 'of all its points'} as const;

/** Which value of the metric counts. */
export function rankPartItems({view}: State): MenuItem[] {
	return yardstickParts.map(part => ({
		id: part,
		label: `${part} value`,
		note: partNotes[part],
		mark: view.rank.part === part ? 'on' : 'off',
	}));
}
