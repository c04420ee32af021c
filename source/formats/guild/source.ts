import type {FileAccess} from '../../core/files/files.ts';
import type {RunFacts} from '../../core/run.ts';
import type {Claim, FormatProblem, ReadOutcome, RunSink, Seen, Source, SourceSink} from '../format.ts';
import type {Kept} from '../kept.ts';
import {RunRecord} from './attributes/record.ts';
import {Echoes, hasAllRuns} from './echoes.ts';
import {findSurroundings, type Surroundings} from './events/event-places.ts';
import {EventReader, type Turn} from './events/event-reader.ts';
import {OwnEvents, sayCut} from './events/own-events.ts';
import {TagNames, wordsOfStyled} from './events/tag-names.ts';
import {describeRun, signFilesOf} from './facts.ts';
import {readKept} from './files/kept.ts';
import {linkedId} from './files/links.ts';
import {pulledRun} from './files/pulled.ts';
import {verifyFiles} from './files/verify-files.ts';
import {fileNames, type Place, placeOf} from './layout.ts';
import {type Lineage, lineageOf} from './lineage.ts';
import {OutputReader} from './output/output-reader.ts';
import {usualRules} from './output/said-rules.ts';
import {isLost, isUnseen} from './output/unseen.ts';
import {hasEnded, isRestarted} from './status.ts';

/** One reading from the start: made anew when a file turns out to be another one. */
interface Reading {
	run: RunSink;
	events: EventReader;
	output: OutputReader;
	saidRestarts: number;
	echoes: Echoes;
	isFirst: boolean;
}

/** One run of Guild: its attributes, its event files and its output. */
export class GuildSource implements Source {
	private readonly place: Place;
	private readonly record: RunRecord;
	private readonly lineage: Lineage;
	private readonly own: string;
	private surroundings: Surroundings | null = null;
	private ownEvents = new OwnEvents([]);
	private reading: Reading | null = null;
	private readonly tagNames = new TagNames();
	/** As far as it is known: what the output has for itself shows only once it was read. */
	private rules = usualRules;
	private isReleased = false;
	/** Event files that were not whole when their points were let go. */
	private cut: EventReader['cut'] = [];

	constructor(
		claim: Claim,
		private readonly files: FileAccess,
		/** Only good for the first reading. */
		private seen: Seen | null = null,
	) {
		this.place = placeOf(claim.path);
		this.lineage = lineageOf(files, this.place.home);
		this.record = new RunRecord(files, this.place, prefix => this.lineage.idBeginning(prefix));
		this.own = `${claim.path}/${fileNames.own}`;
	}

	get tellsOthers(): boolean {
		return this.record.isParent;
	}

	kept(): Kept {
		return readKept(this.files, this.place, this.record.attributes);
	}

	watched(): string[] {
		const {record, own, surroundings} = this;
		const events = surroundings?.places.flatMap(({files}) => files) ?? [];
		const directories = surroundings?.directories.keys() ?? [];
		return [...new Set([...record.watched(), ...directories, `${own}/${fileNames.output}`, ...events])];
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		const run = sink.run('');
		const surroundings = this.lookAround();
		if (this.isReleased) run.reset();
		this.isReleased = false;
		const reading = this.reading?.run === run ? this.reading : this.begin(run);
		reading.events.follow(surroundings.places);
		const isOver = hasEnded(this.record.standing);
		const recorded = () => this.recordedBy(reading);
		const {bytesRead, outcome} = readBoth(reading, budgetBytes, isOver, recorded);
		reading.isFirst = false;
		const isOther =
			outcome === 'replaced' || this.mustGiveWay(reading) || (outcome === 'done' && this.findsRules(reading, isOver));
		if (isOther) return this.beginAgain(reading, bytesRead);
		this.tell(reading, outcome === 'done');
		const bytesLeft = outcome === 'more' ? Math.max(1, this.sizeOfEvents() + reading.output.bytesLeft - bytesRead) : 0;
		return {more: outcome === 'more', bytesRead, bytesLeft};
	}

	release(): void {
		this.cut = this.reading?.events.cut ?? this.cut;
		this.reading = null;
		this.isReleased = true;
	}

	/**
	 * Also looks whether the events of a run that has ended are whole: one that was killed may well have left the last one unfinished. Of what Guild
	 * wrote last itself that was told already.
	 */
	verify(): FormatProblem[] {
		const {files, place, reading, record} = this;
		const cut = hasEnded(record.standing) ? (reading?.events.cut ?? this.cut) : [];
		const own = cut.filter(({path}) => path.startsWith(`${place.path}/`) && !this.mustBeWhole(path));
		const changed = verifyFiles(files, place.path, record.attributes.text('sourcecode_digest') !== null);
		return [...changed, ...own.map(one => ({...sayCut(one), about: 'record' as const, isWarning: true as const}))];
	}

	/** A batch is moved to the trash without its trials once it is over, and trials and steps may be deleted: their links stay. */
	mayLeadNowhere(path: string, target: string): boolean {
		return path.slice(0, path.lastIndexOf('/')) === this.place.path && linkedId(target) !== null;
	}

	/** Reads what changed in `.guild`, and looks for event files and links again where a directory changed. */
	private lookAround(): Surroundings {
		const {files, place, record, seen} = this;
		this.seen = null;
		const isCurrent = this.surroundings !== null && isUnchanged(files, this.surroundings.directories);
		const wasParent = record.isParentByWord;
		let found = isCurrent ? this.surroundings! : findSurroundings(files, place.path, wasParent, seen);
		record.refresh(found.ownNames, found.directories.get(this.own) ?? 0);
		// Its links may be there as files.
		if (record.isParentByWord !== wasParent) found = findSurroundings(files, place.path, record.isParentByWord);
		if (found !== this.surroundings)
			this.ownEvents = new OwnEvents(found.places.find(({path}) => path === this.own)?.files ?? []);
		this.surroundings = found;
		return found;
	}

	private begin(run: RunSink): Reading {
		const {files, own, record} = this;
		const timeOf = (path: string, step: number): number =>
			!record.isParent && this.ownEvents.isOfLast(path) ? output.times.of(step) : Number.NaN;
		const events = new EventReader(run, files, record.isParent, this.tagNames, timeOf, this.rules);
		const output: OutputReader = new OutputReader(
			run,
			files,
			`${own}/${fileNames.output}`,
			`${own}/${fileNames.outputIndex}`,
			!record.isParent,
			this.surroundings!.ownNames.has(fileNames.output),
			{
				areOff: () => record.outputScalars.areOff,
				isUnseen: point => isUnseen(point, events.ownNames, record, this.hasLosses(events)),
				isLost: point =>
					isLost(point, events.lastOwnSteps, (events.highestOwnStep ?? 0) > 0 && !output.saysSteps) &&
					this.hasLosses(events) &&
					hasEnded(record.standing),
				...this.rules,
			},
		);
		this.reading = {
			run,
			events,
			output,
			saidRestarts: 0,
			echoes: new Echoes(),
			isFirst: true,
		};
		return this.reading;
	}

	private beginAgain({run}: Reading, bytesRead: number): ReadOutcome {
		run.reset();
		this.reading = null;
		return {more: true, bytesRead, bytesLeft: this.sizeOfEvents()};
	}

	/** True where a name whose points came from the output turned up in the events after all. */
	private mustGiveWay(reading: Reading): boolean {
		const {names} = reading.output;
		if (names.size === 0) return false;
		const recorded = this.recordedBy(reading);
		for (const name of names) if (recorded.has(name)) return true;
		return false;
	}

	/**
	 * True where values that only the output has turn out to have their names or steps from elsewhere: from patterns of the project, or from nowhere, as
	 * the events show by what else has none; or where it has curves whole of which the events lack what Guild could not read.
	 */
	private findsRules(reading: Reading, isOver: boolean): boolean {
		const {events, output} = reading;
		if (!output.hasOthers(this.recordedBy(reading))) return false;
		const {steps: said, values, takesKeys} = this.record.outputScalars;
		const counted = [...output.countedRecorded];
		// Others may have steps that the output says, and while it runs the record may be behind.
		const areUncounted = isOver && counted.every(name => events.lastOwnSteps.get(name) === 0);
		const counts = counted.length === 0 || !(events.highestOwnStep === 0 || areUncounted);
		const before = this.rules;
		const usesHeadings = output.headed.fit && events.ownNames.size === 0;
		const doubted = takesKeys ? new Set([...before.doubted, ...output.unread]) : before.doubted;
		const isSame =
			said === before.said &&
			counts === before.counts &&
			values === before.values &&
			usesHeadings === before.usesHeadings &&
			doubted.size === before.doubted.size;
		const fuller = isSame ? output.said.fullerThan(events.recorded, !isOver) : before.fuller;
		if (isSame && fuller.size === before.fuller.size && [...fuller].every(name => before.fuller.has(name))) return false;
		this.rules = {said, counts, usesHeadings, values, doubted, fuller};
		return true;
	}

	/** Names in the output whose values the events have, under that name or another. */
	private recordedBy({events, output}: Reading): ReadonlySet<string> {
		const {fuller} = this.rules;
		const names = fuller.size === 0 ? events.names : new Set([...events.names].filter(name => !fuller.has(name)));
		if (names.size === 0 || !output.hasOthers(names)) return names;
		const aliases = [...this.record.outputScalars.aliases].flatMap(([word, name]) => (names.has(name) ? [word] : []));
		const words = [...aliases, ...wordsOfStyled(names)];
		return words.length === 0 ? names : new Set([...names, ...words]);
	}

	private sizeOfEvents(): number {
		const sizes = this.surroundings!.places.flatMap(({files}) => files.map(path => this.files.stat(path)?.size ?? 0));
		return sizes.reduce((sum, size) => sum + size, 0);
	}

	private tell(reading: Reading, isDone: boolean): void {
		const {record, place, lineage} = this;
		const {run, events, output} = reading;
		const {id} = record;
		if (record.isParent) {
			lineage.announce(id, this.surroundings!.links.values());
			reading.echoes.tell(run, events, () => hasAllRuns(this.files, place, this.surroundings!.links.values()));
		}
		lineage.listen(id, place.path, parent => run.facts({parent, group: null}));
		if (lineage.parentOf(id) === null) lineage.readAhead();
		const parent = lineage.parentOf(id);
		const {ownEvents} = this;
		reading.saidRestarts = ownEvents.tellRestarts(run, reading.saidRestarts);
		run.facts(describeRun(record, place, ownEvents));
		run.facts(this.describeOutput(reading));
		run.facts({
			parent,
			partOf: pulledRun(this.files, place),
			// Where the batch was purged, its trials belong together all the same.
			group: parent === null ? record.batch : null,
			lastSignMs: events.newestMs,
			signFiles: signFilesOf(place, events.paths),
			logFiles: [output.path],
		});
		const cut = isDone ? events.cut.filter(({path}) => this.mustBeWhole(path)) : [];
		run.faults([...record.problems, ...cut.map(sayCut)]);
	}

	/** True where events of the attempt that its output is of are lost. */
	private hasLosses(events: EventReader): boolean {
		const path = this.ownEvents.attempts.at(-1);
		return path !== undefined && events.hasLosses(path);
	}

	/** True for the events of the last attempt once Guild, which writes them, has written its exit status too. */
	private mustBeWhole(path: string): boolean {
		const {standing} = this.record;
		return hasEnded(standing) && standing.exitStatus !== null && !standing.hasLock && this.ownEvents.isOfLast(path);
	}

	private describeOutput({output}: Reading): Partial<RunFacts> {
		const {scanner} = output;
		const {standing} = this.record;
		const code = isRestarted(standing) ? null : standing.exitStatus;
		return {
			error: (code ?? 0) > 0 ? scanner.errorAtEnd() : code === 0 ? null : scanner.traceback,
			// The output of a batch or a pipeline is that of its runs.
			progress: this.record.isParent ? null : scanner.progress,
			total: this.record.isParent ? null : scanner.total,
			// Its values are not wanted, but where it is it says all the same.
			reached: output.hasUnwanted && scanner.furthest !== null ? {steps: scanner.furthest, epochs: null} : null,
		};
	}
}

function isUnchanged(files: FileAccess, directories: ReadonlyMap<string, number>): boolean {
	for (const [path, atMs] of directories) if (files.stat(path)?.modifiedAtMs !== atMs) return false;
	return true;
}

/** Output first: what it says is in the events a moment later. */
function readBoth(
	{events, output, isFirst}: Reading,
	budgetBytes: number,
	isOver: boolean,
	recorded: () => ReadonlySet<string>,
): Turn {
	const first = output.read(budgetBytes, isOver);
	if (first.outcome === 'replaced') return first;
	const second = events.read(Math.max(1, budgetBytes - first.bytesRead));
	const bytesRead = first.bytesRead + second.bytesRead;
	if (second.outcome === 'replaced') return {bytesRead, outcome: 'replaced'};
	if (second.outcome === 'done') output.flush(recorded(), !isOver && !isFirst);
	return {bytesRead, outcome: first.outcome === 'more' || second.outcome === 'more' ? 'more' : 'done'};
}
