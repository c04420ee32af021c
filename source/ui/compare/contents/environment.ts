import {diffPackages} from '../../../core/diff/packages.ts';
import {diffSettings, type SettingsDiff} from '../../../core/diff/settings.ts';
import type {ScreenComparison} from '../../../store/compare/comparison.ts';
import type {State} from '../../../store/state.ts';
import type {CompareLine, ComparePage} from '../table-line.ts';
import {countSettings, settingLines, versionText} from './settings-lines.ts';

/** Where the runs ran and in what: what differs of machines, variables and versions. */
export function environmentPage({rows}: ScreenComparison, {compared, view}: State): ComparePage {
	const told = rows.map(row => compared.surroundings.get(row.key));
	const page = {title: 'Environment and packages', note: '', follows: false};
	if (told.some(each => each === undefined)) return {...page, lines: [], empty: '…'};
	const section = (title: string, diff: SettingsDiff, what: string, textOf?: typeof versionText): CompareLine[] => {
		const total = diff.differing.length + diff.same.length + diff.bookkeeping.length;
		if (total === 0) return [];
		const counted = countSettings(diff, view.compareAll, what);
		return [{kind: 'section', title: `${title}   ${counted}`}, ...settingLines(diff, view.compareAll, textOf)];
	};
	const environment = diffSettings(told.map(each => each?.environment ?? {}));
	const packages = diffPackages(told.map(each => each?.packages ?? {}));
	return {
		...page,
		lines: [...section('Environment', environment, 'fact'), ...section('Packages', packages, 'version', versionText)],
		empty: 'These runs recorded nothing of their machine or packages',
	};
}
