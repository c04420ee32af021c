import {type CompiledQuery, compileQuery} from '../../core/query/compile/compile.ts';
import {isInScope, scopeOf} from '../../core/query/compile/scope.ts';
import {readSpan} from '../../core/query/language/numbers.ts';
import type {QueryFault} from '../../core/query/language/syntax.ts';
import {type RunRow, shownDir} from '../../core/row.ts';
import {runToJson} from '../../core/run-json.ts';
import {valueAtStep} from '../../core/series/value-at-step.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {countWords} from '../../core/text/count-words.ts';
import {jsonText} from '../../core/text/safe-output.ts';
import {formatDuration} from '../../core/text/units.ts';
import {type Waited, Waiting} from '../../core/waiting.ts';
import {Session} from '../../engine/live/session.ts';
import {formats} from '../../formats/index.ts';
import {nodeFiles} from '../../io/files.ts';
import {localZone} from '../../io/local-zone.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {checkRoots} from '../find/roots.ts';
import {splitWords} from '../find/scan.ts';
import {describeFault} from '../find/select.ts';
import {listLines} from './list-lines.ts';

/** Time alone may make a query true (`silent>10m`), so it is asked each second even when nothing was written. */
const lookEveryMs = 1000;
const longestTimerMs = 2 ** 31 - 1;

interface Ended {
	status: ExitStatus;
	waited: Waited | null;
}

/** Follows the runs under the roots until the query has an answer. */
class Watch {
	private readonly rows = new Map<number, RunRow>();
	private readonly waiting: Waiting;
	private readonly session: Session;
	private isRead = false;
	private saidOver = false;
	private query: CompiledQuery | null = null;
	private compiledFor = -1;
	private changes = 0;

	constructor(
		private readonly text: string,
		private readonly input: CommandInput,
		private readonly end: (ended: Ended) => void,
	) {
		this.waiting = new Waiting(input.flags.all === true);
		this.session = new Session(nodeFiles, formats, update => {
			for (const row of update.rows) this.rows.set(row.key, row);
			for (const key of update.removed) this.rows.delete(key);
			if (update.rows.length + update.removed.length > 0) this.changes++;
			if (update.reading?.scanned && update.reading.runsLeft === 0) this.isRead = true;
			this.look();
		});
	}

	start(roots: string[]): void {
		this.session.accept({type: 'start', roots});
	}

	stop(): void {
		this.session.accept({type: 'stop'});
	}

	/** Looks at what was read whole: half-read runs seem to lack what stands further down in their files. */
	look(): void {
		if (!this.isRead) return;
		const rows = [...this.rows.values()].filter(({complete}) => complete);
		const query = this.compile(rows);
		if (query === null) {
			this.end({status: 2, waited: null});
			return;
		}
		const scope = scopeOf(query.syntax);
		const inScope = rows.filter(row => isInScope(row, scope));
		const waited = this.waiting.look(query, inScope, Date.now());
		if (waited.state === 'met') this.end({status: 0, waited});
		else if (waited.state === 'failed') this.end({status: 4, waited});
		else {
			this.last = waited;
			const which = waited.watched === 1 ? 'the run that this is about is' : `all ${waited.watched} runs that this is about are`;
			if (waited.allOver && !this.saidOver) this.input.warn(`xtui: ${which} over; waiting for what comes next`);
			this.saidOver ||= waited.allOver;
		}
	}

	last: Waited | null = null;

	lines(rows: readonly RunRow[]): string[] {
		const {flags} = this.input;
		const nowMs = Date.now();
		if (flags.ids === true) return rows.map(({id}) => id);
		if (flags.json !== true) {
			const selection = {query: this.query!, rows: [...rows], leftOut: []};
			return listLines({selection, groups: null, known: rows, format: 'text', isAll: false, nowMs});
		}
		const runs = rows.map(row => {
			const run = this.session.engine.registry.runs.get(row.key)!;
			return runToJson(row, run.facts, run.problems, nowMs);
		});
		return [jsonText(runs, 1)];
	}

	/** New runs bring new fields, so the query is made anew for them; what it doubts is said once. */
	private compile(rows: readonly RunRow[]): CompiledQuery | null {
		if (this.compiledFor === this.changes) return this.query;
		const {runs} = this.session.engine.registry;
		const compiled = compileQuery(this.text, {
			rows,
			zone: localZone,
			valueAt: (row, metric, step) => valueAtStep(runs.get(row.key)?.metrics.get(metric), step),
			problemsOf: row => (runs.get(row.key)?.problems ?? []).map(({message}) => message),
		});
		if (!compiled.ok) {
			this.input.warn(describeFault(this.text, compiled.error));
			return null;
		}
		if (this.query === null)
			for (const warning of compiled.query.warnings) this.input.warn(describeFault(this.text, asYet(warning)));
		this.query = compiled.query;
		this.compiledFor = this.changes;
		return this.query;
	}
}

/** What no run has now one may still come to have, and that is waited for. */
const asYet = (warning: QueryFault): QueryFault =>
	warning.isAbsence ? {...warning, message: `${warning.message} yet, and one that has is waited for,`} : warning;

function readTimeout(value: unknown): number | null {
	if (value === undefined) return Number.POSITIVE_INFINITY;
	const text = String(value);
	return readSpan(text) ?? (/^\d+(\.\d+)?$/.test(text) ? Number(text) : null);
}

/** `xtui wait QUERY`: ends when the query holds for a run (with --all for every run that it is about), a watched run fails, or time is up. */
export async function runWait(input: CommandInput): Promise<ExitStatus> {
	const {roots: words, query} = splitWords(input.words);
	const text = [query, input.flags.where].filter(Boolean).join(' ').trim();
	const timeout = readTimeout(input.flags.timeout);
	if (text === '' || timeout === null) {
		input.warn(
			text === ''
				? "xtui: wait takes a query, as in xtui wait 'name:vit-* status:finished'"
				: `xtui: --timeout takes a span of time (90s, 30m, 2h), not ${String(input.flags.timeout)}`,
		);
		return 2;
	}
	const parsed = compileQuery(text, {rows: []});
	if (!parsed.ok) {
		input.warn(describeFault(text, parsed.error));
		return 2;
	}
	const {roots, failures} = checkRoots(words);
	for (const failure of failures) input.warn(failure);
	if (roots.length === 0) return 1;
	return new Promise(resolve => {
		let isEnded = false;
		const timers: NodeJS.Timeout[] = [];
		const watch = new Watch(text, input, ({status, waited}) => {
			if (isEnded) return;
			isEnded = true;
			for (const timer of timers) clearInterval(timer);
			watch.stop();
			if (waited?.state === 'met') for (const line of watch.lines(waited.rows)) input.print(line);
			if (waited?.state === 'failed')
				for (const row of waited.rows)
					input.warn(`xtui: ${cleanText(row.name)} (${cleanText(shownDir(row))}) ${row.status}: ${cleanText(row.statusWhy)}`);
			resolve(status);
		});
		const timeUp = (): void => {
			const {last} = watch;
			const fitting = ({rows, watched}: Waited): string =>
				`${rows.length} of ${countWords(watched, 'run')} ${watched === 1 ? 'fits' : 'fit'}`;
			const seen = last === null ? 'not everything was read yet' : fitting(last);
			input.warn(`xtui: time is up after ${formatDuration(timeout)}: ${seen}`);
			isEnded = true;
			for (const timer of timers) clearInterval(timer);
			watch.stop();
			resolve(3);
		};
		timers.push(setInterval(() => watch.look(), lookEveryMs));
		if (timeout * 1000 <= longestTimerMs) timers.push(setTimeout(timeUp, timeout * 1000));
		watch.start(roots);
	});
}
