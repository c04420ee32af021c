import {type FileAccess, stateText} from '../../core/files/files.ts';
import type {JsonObject, RunFacts} from '../../core/run.ts';
import {deletedAfter} from '../../core/status.ts';
import {noHabits} from '../../core/writer-habits.ts';
import {parseExactJson, parseTolerantJson} from '../../encodings/json/tolerant-json.ts';
import {decodeFile} from '../../encodings/text/text.ts';
import type {Claim, FormatProblem, ReadOutcome, RunSink, Source, SourceSink} from '../format.ts';
import {JsonlFile} from '../jsonl/jsonl-file.ts';
import {previewJsonl} from '../jsonl/preview.ts';
import type {Kept} from '../kept.ts';
import {type FileContext, FilesSource} from '../plain/files-source.ts';
import {TextFile} from '../textlog/text-file.ts';
import {readExit} from './exit.ts';
import {foldJournal, parseJournal} from './journal.ts';
import {readKept} from './kept.ts';
import {readRecord} from './record.ts';
import {verifyLayout} from './verify.ts';

const mostRecordBytes = 16 * 1024 * 1024;
const recordNames = ['xtui-run.json', 'exit.json', 'journal.jsonl', 'summaries/metrics.json', 'summaries/attrs.json'] as const;
type RecordName = (typeof recordNames)[number];

/** One run in xtui's own layout: small records that are read again when they change, and two files that grow. */
export class NativeSource implements Source {
	private readonly growing: FilesSource;
	private readonly signatures = new Map<RecordName, string>();
	/** Last good parse of each record. */
	private readonly records = new Map<RecordName, JsonObject>();
	private journalText = '';
	private outputFacts: Partial<RunFacts> = {};
	private outputChanged = false;
	private readonly saidNotes = new Set<string>();

	constructor(
		private readonly claim: Claim,
		private readonly files: FileAccess,
	) {
		const grown: Claim = {...claim, files: [this.path('metrics.jsonl'), this.path('output.log')]};
		this.growing = new FilesSource(grown, files, {
			open: context => (context.path.endsWith('.log') ? new TextFile(this.listenOnly(context)) : new JsonlFile(context, true)),
			facts: paths => {
				// Everything said so far was just forgotten: it is to be said again.
				this.signatures.clear();
				this.saidNotes.clear();
				this.outputFacts = {};
				return {signFiles: paths, logFiles: [this.path('output.log')], writer: {...noHabits, marksEnd: true}};
			},
			clash: 'drop',
			preview: (context, access) => {
				if (context.path.endsWith('.jsonl')) previewJsonl(context, access);
			},
		});
	}

	kept(): Kept {
		return readKept(this.files, this.claim.path);
	}

	watched(): string[] {
		return [...recordNames.map(name => this.path(name)), ...this.growing.watched()];
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		const run = sink.run('');
		const outcome = this.growing.read(sink, budgetBytes);
		const changed = recordNames.filter(name => this.hasChanged(name));
		for (const name of changed) this.load(name, run);
		if (changed.length > 0 || this.outputChanged) run.facts(this.gatherFacts(run));
		this.outputChanged = false;
		return outcome;
	}

	turnsAtMs(): number | null {
		return this.growing.turnsAtMs();
	}

	preview(sink: SourceSink): void {
		this.growing.preview(sink);
	}

	verify(): FormatProblem[] {
		return verifyLayout(this.files, this.claim.path).map(problem => ({...problem, about: 'record'}));
	}

	private path(name: string): string {
		return `${this.claim.path}/${name}`;
	}

	/** The metrics are in their own file; of the output only the progress, a planned total and an error count. */
	private listenOnly(context: FileContext): FileContext {
		const facts = ({progress, error}: Partial<RunFacts>) => {
			if (progress !== undefined) this.outputFacts.progress = progress;
			if (error !== undefined) this.outputFacts.error = error;
			this.outputChanged = true;
		};
		const {run} = context;
		return {...context, series: () => null, run: {...silent(run), facts}};
	}

	private hasChanged(name: RecordName): boolean {
		const stat = this.files.stat(this.path(name));
		const signature = stateText(stat);
		if ((this.signatures.get(name) ?? '') === signature) return false;
		this.signatures.set(name, signature);
		return true;
	}

	private load(name: RecordName, run: RunSink): void {
		const file = this.path(name);
		const bytes = this.files.readWhole(file, mostRecordBytes);
		if (bytes === null) {
			this.records.delete(name);
			if (name === 'journal.jsonl') this.journalText = '';
			return;
		}
		const text = decodeFile(bytes);
		if (name === 'journal.jsonl') {
			this.journalText = text;
			for (const line of parseJournal(text).badLines)
				run.problem({file, message: `Line ${line} is no journal entry and was skipped`});
			return;
		}
		const parsed = (name === 'xtui-run.json' ? parseExactJson : parseTolerantJson)(text);
		if (parsed !== undefined && parsed !== null && typeof parsed === 'object' && !Array.isArray(parsed))
			this.records.set(name, parsed);
		else run.problem({file, message: 'Is not a JSON object: it was cut off or written by something else'});
	}

	private gatherFacts(run: RunSink): Partial<RunFacts> {
		const facts: Partial<RunFacts> = {error: null, outcome: null, endedAtMs: null, ...this.outputFacts};
		Object.assign(facts, readRecord(this.records.get('xtui-run.json') ?? {}));
		const exit = this.records.get('exit.json');
		if (exit !== undefined) Object.assign(facts, readExit(exit));
		if (facts.outcome?.status === 'finished') facts.error = null;
		facts.summary = {...this.records.get('summaries/attrs.json'), ...this.records.get('summaries/metrics.json')};
		const journal = foldJournal(parseJournal(this.journalText).entries);
		facts.tags = [...new Set([...(facts.tags ?? []).filter(tag => !journal.untagged.includes(tag)), ...journal.tags])];
		facts.marks = journal.archived ? [...journal.marks, 'archived'] : journal.marks;
		facts.notes = journal.notes.map(({text}) => text);
		facts.verdict = journal.verdict;
		if (journal.deleted) facts.outcome = deletedAfter(facts.outcome ?? null, 'deleted in journal.jsonl');
		for (const {text, atMs, by, key} of journal.notes) {
			if (this.saidNotes.has(key)) continue;
			this.saidNotes.add(key);
			run.event({atMs, step: null, kind: 'note', text: by === null ? text : `${by}: ${text}`});
		}
		return facts;
	}
}

/** A sink that lets problems through and nothing else. */
function silent(run: RunSink): RunSink {
	const nothing = () => {};
	return {
		facts: nothing,
		series: () => ({push: nothing}),
		systemSeries: () => ({push: nothing}),
		media: () => ({push: nothing}),
		defineMetric: nothing,
		event: nothing,
		output: nothing,
		problem: problem => run.problem(problem),
		faults: problems => run.faults(problems),
		reset: nothing,
		remove: nothing,
	};
}
