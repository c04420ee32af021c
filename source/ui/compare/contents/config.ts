import type {ScreenComparison} from '../../../store/compare/comparison.ts';
import type {ComparePage} from '../table-line.ts';
import {countSettings, settingLines} from './settings-lines.ts';

/** The settings of all runs, key by key. */
export function configPage({config}: ScreenComparison, all: boolean): ComparePage {
	const total = config.differing.length + config.same.length + config.bookkeeping.length;
	return {
		title: 'Config',
		note: total === 0 ? '' : countSettings(config, all, 'key'),
		lines: settingLines(config, all),
		empty: total === 0 ? 'These runs recorded no config' : 'All settings are the same, d shows them',
		follows: false,
	};
}
