import type {HealthMark} from '../../core/health/mark.ts';
import {describeLineage} from '../../core/lineage.ts';
import {recordedSections} from '../../core/recorded.ts';
import {finishText, isTold, type RunRow} from '../../core/row.ts';
import type {JsonObject} from '../../core/run.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {formatAgo, formatClock, formatTimestamp} from '../../core/text/units.ts';
import {describeTold} from '../../core/told.ts';
import {healthLooks, lookGlyph} from '../../draw/status.ts';
import {roleStyle} from '../../draw/style.ts';
import type {RunDetail} from '../../engine/protocol.ts';
import type {State} from '../../store/state.ts';
import {configText} from '../../store/texts/config-text.ts';
import type {Brush} from '../scene.ts';
import {flatten, heading, type Line, line, pairs, plain, warn} from './page-lines.ts';

/** The run that this one repeats, the one that that one repeats, and so on, as far as they are known here. */
function chainBack(row: RunRow, {rows}: State): string {
	const chain: string[] = [];
	const byId = new Map([...rows.values()].map(other => [other.id, other]));
	for (let id = row.restartOf; id !== null && !chain.includes(id); id = byId.get(id)?.restartOf ?? null) chain.push(id);
	return chain.map(id => nameWithId(byId.get(id), id)).join(', restart of ');
}

function repeatsOf({id}: RunRow, {rows}: State): string {
	const repeats = [...rows.values()].filter(({restartOf}) => restartOf === id);
	return repeats.map(other => `${nameWithId(other, other.id)} ${other.status}`).join(', ');
}

const nameWithId = (row: RunRow | undefined, id: string) => (row === undefined || row.name === id ? id : `${row.name} (${id})`);

function healthLine({kind, reason}: HealthMark, brush: Brush): Line {
	const look = healthLooks[kind];
	return [
		{text: `${lookGlyph(look, brush.glyphs)} ${look.word}  `, style: roleStyle(look.role)},
		{text: cleanText(reason), style: plain},
	];
}

/** Why the status is what it is, how the estimate was made, what happened, and whatever else the format tells. */
export function aboutLines(row: RunRow, detail: RunDetail, state: State, brush: Brush): Line[] {
	const {facts, status, estimateNotes, events} = detail;
	const time = (atMs: number | null) =>
		atMs === null ? '' : `${formatTimestamp(atMs, brush.zone)}   ${formatAgo(state.nowMs - atMs)}`;
	const entries: [string, string][] = [
		['status', `${status.status}: ${status.why}`],
		['recorded as', facts.recorded ?? ''],
		['verdict', row.verdict ?? ''],
		['started', time(row.startedAtMs)],
		['ended', time(row.endedAtMs)],
		['last sign', time(row.updatedAtMs)],
		['id', row.id],
		['format', row.formats.join(', ')],
		['path', row.path],
		['group', row.group ?? ''],
		['parent', row.parent ?? ''],
		['restart of', chainBack(row, state)],
		['restarted as', repeatsOf(row, state)],
		['attempt', row.attempt === null ? '' : String(row.attempt)],
		['host', row.host ?? ''],
		['user', row.user ?? ''],
		['pid', row.pid === null ? '' : String(row.pid)],
		['tags', row.tags.join(' ')],
		['marks', row.marks.join(' ')],
	];
	const sections: Line[][] = [pairs(entries.filter(([, value]) => value !== ''))];
	if (row.health.length > 0) sections.push([heading('Health'), ...row.health.map(mark => healthLine(mark, brush))]);
	if (row.error !== null) sections.push([heading('Error'), ...row.error.split('\n').map(text => line(text, roleStyle('bad')))]);
	const {estimate} = row;
	const notes =
		estimate === null
			? estimateNotes
			: isTold(estimate)
				? [finishText(estimate, formatClock(estimate.finishAtMs, state.nowMs, brush.zone)), ...estimateNotes]
				: ['its pace is not known well enough yet', ...estimateNotes];
	if (notes.length > 0) sections.push([heading('Time left'), ...notes.map(text => line(text))]);
	if (row.notes.length > 0)
		sections.push([heading('Notes'), ...row.notes.flatMap(note => note.split('\n')).map(text => line(text))]);
	if (events.length > 0) {
		const shown = events.slice(-50).toReversed();
		sections.push([
			heading('Events'),
			...shown.map(event =>
				line(
					`${event.atMs === null ? '' : `${formatClock(event.atMs, state.nowMs, brush.zone)}  `}${event.step === null ? '' : `step ${event.step}  `}${event.text}`,
					event.kind === 'error' || event.kind === 'alert' ? warn : plain,
				),
			),
		]);
	}
	for (const [title, entries] of describeLineage(row, state.rows.values())) sections.push([heading(title), ...pairs(entries)]);
	sections.push(...otherSections(detail));
	return sections.flatMap((section, at) => (at === 0 ? section : [line(''), ...section]));
}

/** By whom what was told, what was declared of metrics, and whatever else was recorded. */
function otherSections({facts, told, metricWords}: RunDetail): Line[][] {
	const sections: [string, readonly (readonly [string, string])[]][] = [
		['Told by', describeTold(told)],
		['Metrics as declared', metricWords],
		...recordedSections(facts.extra).map(([title, values]): [string, [string, string][]] => [title, entriesOf(values)]),
	];
	return sections.filter(([, entries]) => entries.length > 0).map(([title, entries]) => [heading(title), ...pairs(entries)]);
}

/** What a tracker recorded is as it was written: an id of digits, the version 1.10 are no quantities. */
const entriesOf = (values: JsonObject): [string, string][] =>
	flatten(values).map(([key, value]) => [key, typeof value === 'string' ? value : configText(value)]);
