import type {Alert, Overview} from '../../core/overview.ts';
import type {JsonObject} from '../../core/run.ts';
import {jsonTime} from '../../core/run-json.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {countWords} from '../../core/text/count-words.ts';
import {formatAgo, formatClock} from '../../core/text/units.ts';
import {lookGlyph, statusLooks} from '../../draw/status.ts';
import {localZone} from '../../io/local-zone.ts';

const longestName = 40;
const longestText = 200;

const shortened = (text: string, most: number): string => {
	const clean = cleanText(text);
	return clean.length > most ? `${clean.slice(0, most - 1)}…` : clean;
};

/** Of a traceback the line that says what was wrong. */
const lastLine = (text: string): string =>
	text
		.split('\n')
		.filter(line => line.trim() !== '')
		.at(-1)
		?.trim() ?? text;

function nextText({next}: Overview, nowMs: number): string | null {
	if (next === null) return null;
	const {row, estimate} = next;
	return `next: ${shortened(row.name, longestName)} ${estimate.text} (${formatClock(estimate.finishAtMs, nowMs, localZone)})`;
}

function alertText({row, kind, text, atMs}: Alert, nowMs: number): string {
	const ago = atMs === null || kind === 'stalled' ? '' : ` ${formatAgo(nowMs - atMs)}`;
	return `${shortened(row.name, longestName)} ${kind === 'health' ? '' : `${kind}${ago}: `}${shortened(lastLine(text), longestText)}`;
}

/** Counts, next end and number of alerts, in one line for people. */
export function statusLine(overview: Overview, nowMs: number): string {
	const {counts, alerts} = overview;
	const parts = [counts.map(({status, runs}) => `${runs} ${status}`).join(', ') || 'no runs', nextText(overview, nowMs)];
	const [first] = alerts;
	if (first) parts.push(`${countWords(alerts.length, 'alert')}: ${alertText(first, nowMs)}`);
	return parts.filter(part => part !== null).join(' · ');
}

/** One line for each alert. */
export function alertLines({alerts}: Overview, nowMs: number): string[] {
	return alerts.map(
		alert =>
			`${lookGlyph(statusLooks[alert.kind === 'health' ? 'stalled' : alert.kind], {unicode: true})} ${alertText(alert, nowMs)}`,
	);
}

const tmuxColors: Partial<Record<string, string>> = {
	running: 'green',
	stalled: 'yellow',
	failed: 'red',
	crashed: 'red',
	queued: 'blue',
};

/** A few words in tmux's own style marks, for `#(xtui status --tmux)`; a `#` of a name is doubled, so that it means nothing. */
export function tmuxLine(overview: Overview, nowMs: number): string {
	const counts = overview.counts
		.filter(({status}) => status in tmuxColors)
		.map(({status, runs}) => `#[fg=${tmuxColors[status]}]${lookGlyph(statusLooks[status], {unicode: true})}${runs}#[default]`);
	const next = nextText(overview, nowMs);
	const alerts = overview.alerts.length === 0 ? null : `#[fg=red]!${overview.alerts.length}#[default]`;
	const finished = overview.counts.find(({status}) => status === 'finished')?.runs ?? 0;
	const rest = finished > 0 ? `${finished} finished` : null;
	const parts = [...counts, rest, next?.replaceAll('#', '##') ?? null, alerts].filter(part => part !== null);
	// Of statuses that nobody waits for only how many there are.
	return parts.join(' ') || (overview.runs === 0 ? 'no runs' : countWords(overview.runs, 'run'));
}

export function statusJson({runs, counts, next, last, alerts}: Overview): JsonObject {
	const end = (of: Overview['next']) =>
		of && {
			id: of.row.id,
			name: of.row.name,
			dir: of.row.dir,
			seconds: of.estimate.seconds,
			low: of.estimate.low,
			high: of.estimate.high,
			finish_at: jsonTime(of.estimate.finishAtMs),
		};
	return {
		runs,
		counts: Object.fromEntries(counts.map(({status, runs: count}) => [status, count])),
		next_finish: end(next),
		last_finish: end(last),
		alerts: alerts.map(({row, kind, text, atMs}) => ({
			id: row.id,
			name: row.name,
			dir: row.dir,
			kind,
			text,
			at: jsonTime(atMs),
		})),
	};
}
