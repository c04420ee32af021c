import {flattenConfig} from '../../core/flatten.ts';
import {summaryInWords} from '../../core/media/recorded-media.ts';
import {recordedSections} from '../../core/recorded.ts';
import {finishText, isTold, type RunRow, readAggregate} from '../../core/row.ts';
import type {Json, Problem, RunEvent, RunFacts} from '../../core/run.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {noValue} from '../../core/text/numbers.ts';
import {formatAgo, formatClock, formatDuration, formatNumber, formatPercent, formatTimestamp} from '../../core/text/units.ts';
import {describeTold, type Told} from '../../core/told.ts';
import {localZone} from '../../io/local-zone.ts';

const longestValue = 200;

function valueText(value: Json): string {
	if (typeof value === 'number') return String(value);
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return cleanText(text, longestValue);
}

/** Lines of `key  value`, keys padded to one width. */
function pairs(entries: [string, string][]): string[] {
	const width = Math.max(0, ...entries.map(([key]) => key.length));
	return entries.map(([key, value]) => `  ${key.padEnd(width)}  ${value}`.trimEnd());
}

const section = (title: string, lines: string[]): string[] => (lines.length === 0 ? [] : ['', title, ...lines]);

function progressText({progress}: RunRow): string | null {
	if (progress === null) return null;
	const {step, total, fraction, unit, totalFrom} = progress;
	if (total === null) return `${unit} ${step}, total unknown`;
	return `${fraction === null ? '' : `${formatPercent(fraction)}, `}${unit} ${step ?? '?'} of ${total} (${totalFrom})`;
}

function headEntries(row: RunRow, facts: RunFacts, nowMs: number): [string, string][] {
	const time = (atMs: number | null) =>
		atMs === null ? null : `${formatTimestamp(atMs, localZone)} (${formatAgo(nowMs - atMs)})`;
	const {estimate} = row;
	const entries: [string, string | null][] = [
		['status', `${row.status}: ${row.statusWhy}`],
		['tracker says', facts.recorded],
		['progress', progressText(row)],
		[
			'left',
			estimate === null || !isTold(estimate)
				? null
				: `${finishText(estimate, formatClock(estimate.finishAtMs, nowMs, localZone))}, 80 %: ${formatDuration(estimate.low)} – ${formatDuration(estimate.high)} (${estimate.from})`,
		],
		['error', row.error === null ? null : cleanText(row.error)],
		['id', row.id],
		['format', row.formats.join(', ')],
		['path', row.path],
		['group', row.group],
		['parent', row.parent],
		['attempt', row.attempt === null ? null : String(row.attempt)],
		['started', time(row.startedAtMs)],
		['ended', time(row.endedAtMs)],
		['last sign', time(row.updatedAtMs)],
		row.host ? ['host', [row.user, row.host].filter(Boolean).join('@')] : ['user', row.user],
		['pid', row.pid === null ? null : String(row.pid)],
		[
			'command',
			facts.command === null
				? null
				: facts.command.argv.map(word => (/[^\w./=:@%+,-]/.test(word) ? JSON.stringify(word) : word)).join(' '),
		],
		['commit', facts.git === null ? null : `${facts.git.commit ?? '?'}${facts.git.dirty ? ' with changes' : ''}`],
		['verdict', row.verdict],
		['tags', row.tags.join(', ') || null],
		['marks', row.marks.join(', ') || null],
		['notes', row.notes.join(' · ') || null],
	];
	return entries
		.filter((entry): entry is [string, string] => entry[1] !== null && entry[1] !== '')
		.map(([key, value]) => [key, cleanText(value)]);
}

function metricLines(row: RunRow): string[] {
	const head = ['metric', 'points', 'last', 'min', 'max', 'at step'];
	const lines = row.metrics.names.map(name => {
		const read = (column: Parameters<typeof readAggregate>[2]) => readAggregate(row, name, column);
		const points = read('points');
		// Those that it had are of an earlier attempt.
		if (points === 0) return [cleanText(name), '0', ...Array.from({length: 4}, () => noValue())];
		return [
			cleanText(name),
			String(points),
			formatNumber(read('last')),
			// Least and greatest of no finite value are none, which is no NaN that was written.
			...[read('min'), read('max')].map(value => (Number.isNaN(value) ? noValue() : formatNumber(value))),
			Number.isNaN(read('lastStep')) ? noValue() : String(read('lastStep')),
		];
	});
	const widths = head.map((title, i) => Math.max(title.length, ...lines.map(line => line[i]!.length)));
	return [head, ...lines].map(
		line => `  ${line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ')}`,
	);
}

/** What is known of a run beyond its row and its facts. */
export interface RunWords {
	problems: readonly Problem[];
	/** How its estimate was made. */
	notes: readonly string[];
	events: readonly RunEvent[];
	told: readonly Told[];
	metricWords: readonly [string, string][];
	/** Runs that it was made from, and that were made from it. */
	lineage: readonly [title: string, lines: [string, string][]][];
}

const mostEvents = 50;

function eventLines(events: readonly RunEvent[]): string[] {
	const left = events.length - mostEvents;
	const lines = events.slice(-mostEvents).map(({atMs, step, kind, text}) => {
		const time = atMs === null ? '' : `${formatTimestamp(atMs, localZone)}  `;
		return `  ${time}${step === null ? '' : `step ${step}  `}${kind}: ${cleanText(text)}`;
	});
	return left > 0 ? [`  ${left} earlier ${left === 1 ? 'one' : 'ones'}`, ...lines] : lines;
}

/** One run as text for people. */
export function showLines(row: RunRow, facts: RunFacts, words: RunWords, nowMs: number): string[] {
	const {problems, notes, events, told, metricWords, lineage} = words;
	const flat = (values: RunFacts['config']) =>
		pairs(Object.entries(flattenConfig(values)).map(([key, value]) => [key, valueText(value)]));
	return [
		cleanText(row.name),
		...pairs(headEntries(row, facts, nowMs)),
		...section(
			'Health',
			row.health.map(({reason}) => `  ${cleanText(reason)}`),
		),
		...section(
			'Time left',
			notes.map(note => `  ${note}`),
		),
		...section('Config', flat(facts.config)),
		...section('Summary', flat(summaryInWords(facts.summary))),
		...section('Metrics', row.metrics.names.length === 0 ? [] : metricLines(row)),
		...section('Metrics as declared', pairs(metricWords.map(([name, text]) => [cleanText(name), cleanText(text)]))),
		...lineage.flatMap(([title, lines]) => section(title, pairs(lines))),
		...section('Told by', pairs(describeTold(told))),
		...section('Events', eventLines(events)),
		...recordedSections(facts.extra).flatMap(([title, values]) => section(title, flat(values))),
		...section(
			'Problems',
			problems.map(({file, message}) => `  ${file}: ${message}`),
		),
	];
}
