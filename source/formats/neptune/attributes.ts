import type {Json, JsonObject, RunFacts} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import {CapturedOutput} from '../captured-output.ts';
import type {RunSink, SeriesSink} from '../format.ts';
import {isConfigName} from '../plain/names/config-names.ts';
import {isMetricName} from '../plain/names/telling.ts';
import {isToldOrLogged} from '../plain/names/told-names.ts';
import {addPath} from '../set-path.ts';
import {textOf} from '../values.ts';

/** The part of a path by which a process is told from others that log to the same run, where the client made it. */
const ofProcess = /^[0-9a-f]{8}$/;
const stopping = /\bShutting down background jobs, please wait a moment/;
/** Where nothing but what the client finds out lies. */
const ownSpaces = new Set(['sys', 'monitoring', 'runtime', 'source_code']);

interface Curve {
	sink: SeriesSink;
	/** The step of the next point that comes without one. */
	next: number;
}

interface Assigned {
	value: Json;
	/** True where it was set after the first point, or anew. */
	isLate: boolean;
}

/** A moment as a text; null for one that no calendar has, such as a damaged one. @param atMs since the epoch */
export const momentText = (atMs: number): string | null => (Math.abs(atMs) <= 8.64e15 ? new Date(atMs).toISOString() : null);

/** What a run's attributes are, by paths as "train/loss": values, curves, sets of texts, and the streams of its program. */
export class Attributes {
	readonly output: CapturedOutput;
	/** True once the client said that it stops, as it does at the end of a program that captures its output. */
	isStopped = false;
	newestMs: number | null = null;
	private readonly assigned = new Map<string, Assigned>();
	private readonly sets = new Map<string, Set<string>>();
	private readonly curves = new Map<string, Curve>();
	private hasPoints = false;
	private readonly trace: string[] = [];

	constructor(private readonly run: RunSink) {
		this.output = new CapturedOutput(run);
	}

	see(atMs: number): void {
		if (atMs > (this.newestMs ?? 0)) this.newestMs = atMs;
	}

	assign(path: string, value: Json): void {
		this.assigned.set(path, {value, isLate: this.hasPoints || this.assigned.has(path)});
	}

	delete(path: string): void {
		this.assigned.delete(path);
		this.sets.delete(path);
		this.clear(path);
	}

	/** Takes back the points of a curve. */
	clear(path: string): void {
		this.curves.get(path)?.sink.takeBack?.();
		this.curves.delete(path);
	}

	change(path: string, texts: readonly string[], isAdded: boolean): void {
		const set = this.sets.get(path) ?? new Set<string>();
		this.sets.set(path, set);
		for (const text of texts) isAdded ? set.add(text) : set.delete(text);
	}

	/** @param step null for one behind the last, as the server counts */
	append(path: string, step: number | null, atMs: number, value: number): void {
		const curve = this.curves.get(path) ?? this.open(path);
		const at = step ?? curve.next;
		curve.next = at + 1;
		if (!path.startsWith('monitoring/')) this.output.goOn(atMs);
		curve.sink.push(at, atMs, value);
	}

	appendText(path: string, atMs: number, text: string): void {
		const [space] = path.split('/');
		const name = path.slice(path.lastIndexOf('/') + 1);
		const isOwn = space === 'monitoring' || space === 'runtime';
		if (isOwn && name === 'traceback') this.trace.push(text);
		else if (isOwn && (name === 'stdout' || name === 'stderr')) {
			// Neptune 3 keeps lines without their ends.
			this.output.take(space === 'runtime' ? `${text}\n` : text, atMs, name);
			this.isStopped = stopping.test(text) || (this.isStopped && text.trim() === '');
		} else this.run.output(`${path}: ${text}\n`, atMs);
	}

	/** What they say of the run. */
	facts(): Partial<RunFacts> {
		const {config, summary, extra} = this.sort();
		const error = this.output.ending?.error ?? (this.trace.length > 0 ? (this.trace.at(-1) ?? null) : null);
		const entry = this.text('source_code/entrypoint');
		const tags = [...(this.sets.get('sys/tags') ?? [])].sort();
		const groups = [...(this.sets.get('sys/group_tags') ?? [])].sort();
		const pid = Number(this.text('pid') ?? Number.NaN);
		return {
			name: this.text('sys/name') ?? this.text('sys/custom_run_id'),
			group: groups.length === 1 ? groups[0]! : null,
			tags: groups.length === 1 ? tags : [...tags, ...groups],
			notes: [this.text('sys/description') ?? ''].filter(Boolean),
			host: this.text('sys/hostname') ?? this.text('hostname'),
			pid: Number.isInteger(pid) ? pid : null,
			command: entry === null ? null : {argv: [entry], cwd: null, isNameOnly: true},
			lastSignMs: this.newestMs,
			config,
			summary,
			error: this.hasFailed || this.output.ending?.status === 'failed' ? error : null,
			extra,
		};
	}

	/** True once the client caught an error that nobody else did. */
	get hasFailed(): boolean {
		return this.assigned.get('sys/failed')?.value === true;
	}

	private text(path: string): string | null {
		const found = this.assigned.get(path)?.value;
		if (found !== undefined || path.includes('/')) return textOf(found);
		const last = [...this.assigned].findLast(([other]) => other.startsWith('monitoring/') && other.endsWith(`/${path}`));
		return textOf(last?.[1].value);
	}

	/** What was set before the first point is a setting, what came later a result; where there are no points, names tell. */
	private sort(): {config: JsonObject; summary: JsonObject; extra: JsonObject} {
		const [config, summary, extra]: JsonObject[] = [{}, {}, {}];
		for (const [path, {value, isLate}] of this.assigned) {
			const parts = path.split('/');
			const [space = '', ...inside] = parts;
			const name = parts.at(-1)!;
			const isResult = isLate || (!this.hasPoints && typeof value === 'number' && isMetricName(name) && !isToldOrLogged(name));
			if (ownSpaces.has(space)) {
				if (space === 'source_code' && path !== 'source_code/entrypoint') setKey(extra!, path, value);
			} else if (namesSettings(space) && inside.length > 0) addPath(config!, inside, value);
			else if (parts.some(namesSettings) || !isResult) addPath(config!, parts, value);
			else setKey(summary!, path, value);
		}
		for (const [path, texts] of this.sets) if (!path.startsWith('sys/')) setKey(extra!, path, [...texts].sort());
		return {config: config!, summary: summary!, extra: extra!};
	}

	private open(path: string): Curve {
		const [space, owner = '', ...rest] = path.split('/');
		const isSystem = space === 'monitoring';
		const name = [...(ofProcess.test(owner) ? [] : [owner]), ...rest].join('/');
		const curve = {sink: isSystem ? this.run.systemSeries(name) : this.run.series(path), next: 0};
		this.hasPoints ||= !isSystem;
		this.curves.set(path, curve);
		return curve;
	}
}

const namesSettings = (name: string): boolean => isConfigName(name) || /(?:^|_)(?:hyper_?)?param(?:eter)?s$/i.test(name);
