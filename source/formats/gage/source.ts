import {type FileAccess, stateText} from '../../core/files/files.ts';
import type {RunFacts} from '../../core/run.ts';
import type {FormatProblem, ReadOutcome, RunSink, Source, SourceSink} from '../format.ts';
import {findSurroundings, type Surroundings} from '../guild/events/event-places.ts';
import {EventReader} from '../guild/events/event-reader.ts';
import {TagNames} from '../guild/events/tag-names.ts';
import {compareDigests} from '../guild/files/manifest.ts';
import {LineIndex, verifyIndex} from '../guild/output/line-index.ts';
import {OutputReader} from '../guild/output/output-reader.ts';
import {usualRules} from '../guild/output/said-rules.ts';
import type {Kept} from '../kept.ts';
import {readKept} from './kept.ts';
import type {Place} from './layout.ts';
import {Meta} from './meta.ts';
import {type GageRecord, readRecord} from './record.ts';
import {StoredOutput} from './stored-output.ts';
import {readSummary} from './summary.ts';
import {SummaryBlock} from './summary-block.ts';

/** The phase in which the operation itself runs. */
const mainOutput = '40_run';
const mostSigns = 64;

/** One reading from the start. */
interface Reading {
	run: RunSink;
	events: EventReader;
	output: OutputReader | StoredOutput;
	summary: SummaryBlock;
	/** True once the output that an archive holds, or that Gage holds back, was shown. */
	hasShown: boolean;
}

/** One run of Gage, in either of its dialects. */
export class GageSource implements Source {
	private record: GageRecord | null = null;
	private signature = '';
	private surroundings: Surroundings | null = null;
	private reading: Reading | null = null;
	/** False once they turned out to give a curve no steps. */
	private usesHeadings = true;

	constructor(
		private readonly place: Place,
		private readonly files: FileAccess,
	) {}

	kept(): Kept {
		return readKept(this.files, this.place);
	}

	watched(): string[] {
		const {surroundings, record} = this;
		const events = surroundings?.places.flatMap(({files}) => files) ?? [];
		const live = record?.mayLive ? [...(surroundings?.directories.keys() ?? []), this.outputPath, ...this.workFiles()] : [];
		return [...new Set([...this.small(), ...events, ...live])];
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		const run = sink.run('');
		const signature = this.signatureOf();
		if (this.record === null || signature !== this.signature) this.record = readRecord(this.files, this.place);
		this.signature = signature;
		const reading = this.reading?.run === run ? this.reading : this.begin(run, this.record);
		this.lookAround(reading);
		const first = reading.output.read(budgetBytes, this.record.isOver);
		const second = reading.events.read(Math.max(1, budgetBytes - first.bytesRead));
		const bytesRead = first.bytesRead + second.bytesRead;
		const isReplaced = first.outcome === 'replaced' || second.outcome === 'replaced';
		const {output} = reading;
		const isMisled = this.usesHeadings && output instanceof OutputReader && output.headed.areRepeated;
		if (isReplaced || isMisled || [...output.names].some(name => reading.events.names.has(name))) {
			this.usesHeadings = isReplaced || (this.usesHeadings && !isMisled);
			run.reset();
			this.reading = null;
			return {more: true, bytesRead, bytesLeft: 1};
		}
		if (second.outcome === 'done') reading.output.flush(reading.events.names, false);
		this.tell(reading, this.record);
		const more = first.outcome === 'more' || second.outcome === 'more';
		return {more, bytesRead, bytesLeft: more ? Math.max(1, reading.output.bytesLeft) : 0};
	}

	/** Reads all of an archive, of which the list needs little, and compares source code and what the run made with its manifest's digests. */
	verify(): FormatProblem[] {
		const {files, place, record} = this;
		const meta = new Meta(files, place);
		const told = new Set(record?.meta.problems.map(({file}) => file));
		const damaged = meta.verify().filter(({file}) => !told.has(file));
		// What was patched has marks that are no lines of the output.
		const index = place.isZip ? [] : verifyIndex(files, this.outputPath, `${this.outputPath}.index`, false);
		return [...damaged.map(problem => ({...problem, about: 'record' as const})), ...index, ...this.compare(meta)];
	}

	private compare(meta: Meta): FormatProblem[] {
		const {files, place} = this;
		// Where the run's directory was purged there is nothing to compare, which is no damage.
		if (files.stat(place.work) === null) return [];
		const manifest = meta.text('manifest') ?? '';
		const noted = [...manifest.matchAll(/^[a-z] ([0-9a-f]{64}) (.+)\n/gm)].map(([, digest = '', path = '']) => ({digest, path}));
		const isWhole = noted.length === manifest.split('\n').length - 1 && /(?:^|\n)$/.test(manifest);
		const changed = compareDigests(files, place.work, noted, 'sha256');
		if (isWhole) return changed;
		const message = 'Is cut or damaged: not all files of the run can be held against it; restore the file from a copy';
		return [{file: `${place.meta}/manifest`, message, about: 'record'}, ...changed];
	}

	private get outputPath(): string {
		return `${this.place.meta}/output/${mainOutput}`;
	}

	/** Files and directories whose change means that the small files are read again. */
	private small(): string[] {
		const {meta, isZip, user, moves} = this.place;
		if (isZip) return [meta, user, moves];
		// What was met while it was being written is whole a moment later, which no directory tells.
		const faulty = this.record?.meta.problems.map(({file}) => file) ?? [];
		return [meta, `${meta}/proc`, user, moves, ...faulty];
	}

	private signatureOf(): string {
		return this.small()
			.map(path => this.files.stat(path))
			.map(stateText)
			.join();
	}

	private begin(run: RunSink, {meta}: GageRecord): Reading {
		const {files, place} = this;
		const summary = new SummaryBlock();
		const output = place.isZip
			? new StoredOutput(
					run,
					meta.bytes(`output/${mainOutput}`, 256 * 1024 * 1024) ?? new Uint8Array(0),
					new LineIndex((at, length) => meta.bytes(`output/${mainOutput}.index`)?.subarray(at, at + length) ?? null),
					summary,
				)
			: new OutputReader(
					run,
					files,
					this.outputPath,
					`${this.outputPath}.index`,
					true,
					false,
					{...usualRules, usesHeadings: this.usesHeadings, isAlone: true},
					summary,
				);
		this.reading = {run, events: new EventReader(run, files, false, new TagNames()), output, summary, hasShown: false};
		return this.reading;
	}

	private lookAround({events}: Reading): void {
		const {files, place, surroundings} = this;
		const isCurrent =
			surroundings !== null &&
			[...surroundings.directories].every(([path, atMs]) => files.stat(path)?.modifiedAtMs === atMs) &&
			surroundings.directories.size > 0;
		if (!isCurrent) this.surroundings = findSurroundings(files, place.work, false);
		events.follow(this.surroundings!.places);
	}

	/** Files that the run itself writes: where its output waits in a buffer, they are what shows life. */
	private workFiles(): string[] {
		const entries = this.files.list(this.place.work) ?? [];
		return entries.flatMap(({name, kind}) => (kind === 'file' ? [`${this.place.work}/${name}`] : [])).slice(0, mostSigns);
	}

	private tell(reading: Reading, record: GageRecord): void {
		const {run, events, output} = reading;
		const {scanner} = output;
		const exit = record.facts.outcome?.status === 'failed';
		this.showOutput(reading, record);
		run.facts({
			...record.facts,
			...summaryOf(reading, record),
			...this.logsOf(reading, record),
			lastSignMs: events.newestMs,
			signFiles: record.mayLive ? [this.outputPath, ...events.paths, ...this.workFiles()] : [],
			progress: scanner.progress,
			total: scanner.total,
			error: exit ? scanner.errorAtEnd() : record.isOver ? null : scanner.traceback,
		});
		// Some are met when the output is read.
		run.faults([...new Set([...record.problems, ...record.meta.problems])]);
	}

	private logsOf({output}: Reading, {meta, mayLive, buffers}: GageRecord): Partial<RunFacts> {
		if (this.place.isZip || (buffers && mayLive && output.bytes === 0)) return {logFiles: []};
		return {
			logFiles: meta
				.outputs()
				.map(name => `${this.place.meta}/output/${name}`)
				.sort(mainLast),
		};
	}

	/** Output that no file shows: what an archive holds, and that there is none yet because Gage holds it back. */
	private showOutput(reading: Reading, {meta, mayLive, buffers}: GageRecord): void {
		const {run, output} = reading;
		if (reading.hasShown) return;
		if (this.place.isZip) {
			reading.hasShown = true;
			for (const name of meta.outputs().sort(mainLast)) run.output(meta.text(`output/${name}`) ?? '', null);
		} else if (buffers && mayLive && output.bytes === 0) {
			reading.hasShown = true;
			run.output('Output is buffered by Gage: it stores 8 KiB at a time, and has stored none of it\n', null);
		}
	}
}

/** What the output has of a summary that Gage did not take over. */
function summaryOf({summary}: Reading, {facts}: GageRecord): Partial<RunFacts> {
	const hasOwn = Object.keys(facts.summary ?? {}).length > 0;
	return hasOwn || summary.summary === null ? {} : {summary: readSummary(summary.summary).values};
}

function mainLast(a: string, b: string): number {
	return Number(a.endsWith(mainOutput)) - Number(b.endsWith(mainOutput));
}
