import {countTelling, type Setting, type SettingsDiff, sameTitle} from '../../../core/diff/settings.ts';
import type {Json} from '../../../core/run.ts';
import {cleanText} from '../../../core/text/clean-text.ts';
import {configText} from '../../../store/texts/config-text.ts';
import {type CompareLine, plainCell} from '../table-line.ts';

const wordOf = (count: number, one: string) => (count === 1 ? one : `${one}s`);

/** A value as it stands in a cell; an empty text is told from a key that a run does not have. */
const cellText = (value: Json | undefined) => (value === '' ? '""' : configText(value));

type TextOf = (value: Json | undefined) => string;

/** A version stays as it is written: 1.10 is not 1.1. */
export const versionText: TextOf = version => (typeof version === 'string' ? cleanText(version) : '');

/** A value in full, over as many lines as it needs. */
function fullText(value: Json | undefined): string {
	if (value === undefined) return '';
	return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

export function settingLine({key, values}: Setting, textOf: TextOf = cellText): CompareLine {
	return {
		kind: 'values',
		label: cleanText(key),
		part: '',
		cells: () => {
			const texts = values.map(textOf);
			return texts.map((text, at) => plainCell(text, at > 0 && text !== texts[0]));
		},
		full: () => values.map(fullText),
	};
}

/** How many of the settings differ, how many runs say nothing of them, and what of them is not shown. */
export function countSettings({differing, same, bookkeeping}: SettingsDiff, all: boolean, what: string): string {
	const settings = [...differing, ...same, ...bookkeeping];
	const total = settings.length;
	const hint = all || total === differing.length ? '' : ', d shows all';
	const runs = settings[0]?.values.length ?? 0;
	const silent = runs - countTelling(settings);
	// What is not known of the others is neither the same nor another.
	if (silent > 0 && silent === runs - 1) return `${total} ${wordOf(total, what)}, recorded by one run only${hint}`;
	const verb = differing.length === 1 ? 'differs' : 'differ';
	const unknown = silent === 0 ? '' : `, ${silent} ${wordOf(silent, 'run')} recorded none`;
	return `${differing.length} of ${total} ${wordOf(total, what)} ${verb}${unknown}${hint}`;
}

/** What differs; with `all` also what is the same, and below it the keys that are the trackers' own. */
export function settingLines({differing, same, bookkeeping}: SettingsDiff, all: boolean, textOf?: TextOf): CompareLine[] {
	const linesOf = (settings: readonly Setting[]) => settings.map(setting => settingLine(setting, textOf));
	if (!all) return linesOf(differing);
	const own = linesOf(bookkeeping);
	return [
		...linesOf(differing),
		...(same.length === 0 ? [] : [{kind: 'section', title: sameTitle(same)} as const, ...linesOf(same)]),
		...(own.length === 0 ? [] : [{kind: 'section', title: "The trackers' own"} as const, ...own]),
	];
}
