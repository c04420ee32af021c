import {momentOfNumber} from '../../../../encodings/text/moments.ts';
import {byForm} from '../by-form.ts';

/** A date at the beginning of a text. */
export interface FoundDate {
	/** Characters that it takes. */
	length: number;
	/** Milliseconds since 1970, NaN where the date has no year or may mean two days. */
	wallMs: number;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const month = `(?<month>${months.join('|')})`;
const weekday = '(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +)?';
const clock = String.raw`(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:[.,](?<fraction>\d{1,9}))?(?: ?(?<half>[AP]M)\b)?`;
const compactClock = String.raw`(?<hour>\d\d):?(?<minute>\d\d):?(?<second>\d\d)\b(?:[.,](?<fraction>\d{1,9}))?`;
/** A level behind a date is no zone. */
const zone = String.raw`(?: (?<zone>(?!(?:INFO|WARN|CRIT|ERR|INF|WRN|DBG)\b)(?:Z|[A-Z]{3,4}))\b)?`;

/** By the kind of character that they begin with. */
const patterns: Record<'digit' | 'word', readonly RegExp[]> = {
	digit: [
		/^(?<unix>1[2-9]\d{8}(?:\d{3}|\.\d+)?)(?=[\s:|,\]]|$)/,
		new RegExp(String.raw`^(?<year>(?:19|20)\d\d)(?<number>[01]\d)(?<day>[0-3]\d)[-_T ]${compactClock}`),
		new RegExp(String.raw`^(?<one>\d\d?)(?<mark>[./-])(?<two>\d\d?)\k<mark>(?<year>\d{4}),?[ T]${clock}`),
		new RegExp(String.raw`^(?<day>\d\d?)[ -]${month}[ -](?<year>\d{4}),? ${clock}${zone}`),
		/^\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d/, // Spark
	],
	word: [
		new RegExp(
			String.raw`^${weekday}${month} +(?<day>\d\d?),? (?:(?<year>\d{4}),? )?${clock}${zone}(?: (?<lateYear>\d{4})\b(?![/-]\d))?`,
		),
		new RegExp(String.raw`^${weekday}(?<day>\d\d?) ${month} (?<year>\d{4}),? ${clock}${zone}`),
	],
};
const pad = byForm(/^[A-Z][a-z]{2},? /);
const titled = new RegExp(`^(?:${months.join('|')})$`);

/** True for the name of a month: the number behind it is a day or a year. */
export const isMonth = (word: string): boolean => word.length === 3 && titled.test(word);

/**
 * Reads dates that are not spelt as in ISO 8601: "Sun Mar 31 10:00:01 2024", "31.03.2024 10:00:01", "20240331-10:00:01", seconds since 1970.
 * Which number of 03/04/2024 is the month, the first date of a log has to show; where it does not, none of them is a time.
 */
export class LineDates {
	private order: 'day' | 'month' | 'unknown' | null = null;

	/** The date that a text begins with, null where it begins with none. */
	take(text: string, kind: 'digit' | 'word'): FoundDate | null {
		if (kind === 'word' && !pad.test(text)) return null;
		for (const pattern of patterns[kind]) {
			const match = pattern.exec(text);
			if (match !== null) return {length: match[0].length, wallMs: this.momentOf(match.groups ?? {})};
		}
		return null;
	}

	private momentOf(parts: Record<string, string | undefined>): number {
		if (parts.unix !== undefined) return momentOfNumber(Number(parts.unix));
		const year = Number(parts.year ?? parts.lateYear);
		const [monthNumber, day] = this.dayOf(parts);
		const isUtc = /^(?:UTC|GMT|Z)$/.test(parts.zone ?? '');
		// Of other zones than these the name does not say which it is.
		if (!(monthNumber >= 1 && monthNumber <= 12) || (parts.zone !== undefined && !isUtc)) return Number.NaN;
		const hour = parts.half === undefined ? Number(parts.hour) : (Number(parts.hour) % 12) + (parts.half === 'PM' ? 12 : 0);
		const fraction = Math.floor(Number(`0.${parts.fraction ?? 0}`) * 1000);
		const all = [year, monthNumber - 1, day, hour, Number(parts.minute), Number(parts.second), fraction] as const;
		return isUtc ? Date.UTC(...all) : new Date(...all).getTime();
	}

	private dayOf({
		month: name,
		number,
		day,
		one,
		two,
		mark,
		half,
	}: Record<string, string | undefined>): [month: number, day: number] {
		if (name !== undefined) return [months.indexOf(name) + 1, Number(day)];
		if (number !== undefined) return [Number(number), Number(day)];
		const first = Number(one);
		const second = Number(two);
		if (mark === '.') return [second, first];
		this.order ??= half !== undefined || second > 12 ? 'month' : first > 12 ? 'day' : 'unknown';
		if (this.order === 'unknown') return [Number.NaN, Number.NaN];
		return this.order === 'month' ? [first, second] : [second, first];
	}
}
