import type {JsonObject, RunFacts} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import {parseExactJson} from '../../encodings/json/tolerant-json.ts';
import type {RunSink} from '../format.ts';
import {EndMark} from './end-mark.ts';
import type {EventVisitor} from './event/event-decoder.ts';
import {argumentTags} from './event/event-head.ts';
import type {HparamsRecord} from './event/hparams.ts';
import type {SessionRecord} from './event/session-log.ts';
import type {MediaTaker} from './media-taker.ts';
import {readSettingsTable} from './settings-table.ts';
import type {WriterAbove} from './writer-above.ts';

const mostNames = 50;
const longestText = 2000;

/** Collects from a run's events what is not a point. */
export class Collector implements EventVisitor {
	readonly end = new EndMark();
	changed = true;
	private startedAtMs: number | null = null;
	private newestMs = Number.NEGATIVE_INFINITY;
	private wallMs = Number.NaN;
	private user: string | null = null;
	private texted: JsonObject = {};
	private parameters: JsonObject = {};
	private readonly texts: JsonObject = {};
	private readonly about: JsonObject = {};
	private readonly others = new Map<string, Set<string>>();

	constructor(
		private readonly run: RunSink,
		/** Points read so far. */
		private readonly points: () => number,
		/** Null where the places of pictures and the like are not wanted. */
		private readonly media: MediaTaker | null,
	) {}

	event(wallMs: number): void {
		this.wallMs = wallMs;
		if (this.startedAtMs === null && Number.isFinite(wallMs)) this.startedAtMs = wallMs;
		if (wallMs > this.newestMs && wallMs !== Number.POSITIVE_INFINITY) this.newestMs = wallMs;
		this.end.event(wallMs);
	}

	get wantsPoints(): boolean {
		return this.end.wantsPoints;
	}

	point(tag: string): void {
		this.end.point(tag);
	}

	hparams(record: HparamsRecord): void {
		this.changed = true;
		this.end.hparams(record, this.wallMs);
		const {experiment, start} = record;
		if (experiment !== undefined) {
			if (experiment.user !== '') this.user = experiment.user;
			if (experiment.name !== '') this.about.experiment = experiment.name;
			if (experiment.description !== '') this.about.description = experiment.description;
		}
		if (start === undefined) return;
		this.parameters = {...this.parameters, ...start.config};
		if (start.group !== '') this.about['hparams group'] = start.group;
		if (start.modelUri !== '') this.about['model URI'] = start.modelUri;
		if (start.monitorUrl !== '') this.about['monitor URL'] = start.monitorUrl;
	}

	session(record: SessionRecord): void {
		this.changed = true;
		this.end.session(record);
		const {status, step, text} = record;
		const atMs = Number.isFinite(record.wallMs) ? record.wallMs : null;
		if (status === 'checkpoint') this.run.event({atMs, step, kind: 'checkpoint', text: text || 'Checkpoint'});
		if (status === 'start' && this.points() > 0)
			this.run.event({atMs, step, kind: 'restart', text: `Session started at step ${step}`});
	}

	writer(name: string): void {
		this.changed = true;
		this.about.writer = name;
	}

	text(tag: string, text: string): void {
		this.changed = true;
		this.note(tag, 'texts');
		const parsed = text.trimStart().startsWith('{') ? parseExactJson(text) : undefined;
		const table = text.startsWith('|') ? readSettingsTable(text) : null;
		if (argumentTags.has(tag) && parsed !== undefined) this.texted = parsed as JsonObject;
		else if (table !== null) this.texted = table;
		else if (tag in this.texts || Object.keys(this.texts).length < mostNames)
			setKey(this.texts, tag, parsed ?? text.slice(0, longestText));
	}

	other(tag: string, kind: string, start: number, end: number, step: number): void {
		this.media?.take(tag, kind, start, end, step, this.wallMs);
		if (kind !== 'text') this.note(tag, kind);
	}

	private note(tag: string, kind: string): void {
		const names = this.others.get(kind) ?? new Set();
		this.others.set(kind, names);
		if (names.size >= mostNames || names.has(tag)) return;
		names.add(tag);
		this.changed = true;
	}

	/** Facts of the events; `above` and `beside` as in `EndMark.judge`. */
	facts(above: WriterAbove | null, wentOnBeside: () => boolean): Partial<RunFacts> {
		const extra: JsonObject = {...this.about};
		if (Object.keys(this.texts).length > 0) extra.texts = {...this.texts};
		for (const [kind, names] of this.others) extra[`${kind} in`] = [...names];
		return {
			startedAtMs: this.startedAtMs,
			lastSignMs: Number.isFinite(this.newestMs) ? this.newestMs : null,
			user: this.user,
			config: {...this.texted, ...this.parameters},
			recorded: this.end.recorded,
			extra,
			...this.end.judge(above, wentOnBeside),
		};
	}
}
