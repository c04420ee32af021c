import type {FileAccess} from '../../../core/files/files.ts';
import type {Problem} from '../../../core/run.ts';
import {decodeFile} from '../../../encodings/text/text.ts';
import {fileNames, idForm, ownId, type Place} from '../layout.ts';
import {countMarks, indexIn} from '../output/line-index.ts';
import {type OutputScalars, outputScalarsIn} from '../output/output-aliases.ts';
import type {Marks} from '../status.ts';
import {Attributes} from './attributes.ts';
import {isDefaultBatch, nameOperation, type Operation, parseOperation} from './operation.ts';

/** Attributes that can change after a run was made: by its end, a restart, or a person. */
const changing = ['exit_status', 'flags', 'label', 'marked', 'comments', 'started', 'stopped', 'tags'];
/**
 * Of these, the ones that are rewritten without any entry coming or going in a directory. Around an end and a restart `PENDING` and `LOCK` come
 * and go in `.guild` (guild/op_util.py).
 */
const rewritten = ['label', 'tags', 'comments'];
/** Attributes that are written once. The environment is left alone: it may hold secrets. */
const fixed = ['cmd', 'host', 'sourcecode_digest', 'user', 'vcs_commit'];
/** People give the beginning of an id; fewer letters than these may as well be the number of a run in a list. */
const protoForm = /^proto: '?([0-9a-f]{6,32})'?$/m;
/** The list of flags in `run_params`. Labels and tags may read like flags, and are none. */
const flagsForm = /^flags:\n((?:[- ] .*(?:\n|$))+)/m;
/** Flags with several values, or a file of them, and optimizers: Guild makes a batch of these. */
const batchFlagForm = /^- ['"]?(?:@|[^\s=]+=(?:range|linspace|logspace|loguniform|uniform)?\[)/m;
/** What a person asked for, which may be the short name of an operation. */
const askedForm = /^opspec: (?!null$)'?([^'"\n]+)'?$/m;
const optimizerForm = /^optimizer: (?!null$)|^optimize: true$/m;
const mostBytes = 64 * 1024;
const momentMs = 100;
/** Kinds of operations of which Guild makes a process; a function runs in the one that calls it. */
const ofProcess = new Set(['script', 'guildfile', 'package', 'builtin']);

/** What Guild keeps about a run in `.guild`, apart from its output and its events. */
export class RunRecord {
	readonly attributes: Attributes;
	operation: Operation | null = null;
	prototype: Operation | null = null;
	/** What it was asked for by, where the file that names its operation is damaged. */
	asked: string | null = null;
	/** Id of the run that it was made from with `--proto`. */
	madeFrom: string | null = null;
	/** True for a trial of a batch, as far as what it was asked for tells: the trials have the arguments of their batch. */
	isTrial = false;
	/** True for a batch or a pipeline, whose output and scalars are those of others. */
	isParent = false;
	/** True for a parent that only its attributes or its operation tell: a pipeline, or a batch without its prototype. */
	isParentByWord = false;
	pid: number | null = null;
	private marks: Marks | null = null;
	private readonly own: string;
	private fixedAt = '';
	private knownScalars: OutputScalars | null = null;
	private markedAtMs = 0;
	private isInitialized = false;
	private hasAttributes = true;
	/** True where something else lies in the place of their directory. */
	private isAttributesOther = false;
	/** True where it has the environment of its process, which is written before that is made. */
	private hasEnvironment = false;
	private damage: Problem | null = null;

	constructor(
		private readonly files: FileAccess,
		private readonly place: Place,
		/** The whole id of a run of the same home that is named by a part of it; null where that names none or several. */
		private readonly idBeginning: (prefix: string) => string | null,
	) {
		this.own = `${place.path}/${fileNames.own}`;
		this.attributes = new Attributes(files, `${this.own}/${fileNames.attributes}`);
	}

	/** What marks and attributes tell of how it stands. */
	get standing(): Marks {
		this.marks ??= this.markedBy(new Set());
		return this.marks;
	}

	watched(): string[] {
		const {own, attributes} = this;
		const there = rewritten.filter(name => attributes.get(name) !== undefined);
		return [own, attributes.directory, ...there.map(name => `${attributes.directory}/${name}`)];
	}

	/** Reads what changed. `names`: those of the entries of `.guild`, as they were at `listedMs`, when one of them came or went last. */
	refresh(names: ReadonlySet<string>, listedMs: number): void {
		const {files, attributes} = this;
		const stat = files.stat(attributes.directory);
		// What is written once is only looked for where an attribute came or went, which a directory's time tells.
		this.hasAttributes = stat?.kind === 'directory';
		this.isAttributesOther = stat !== null && !this.hasAttributes;
		this.markedAtMs = Math.max(listedMs, stat?.modifiedAtMs ?? 0);
		const fixedAt = `${stat?.modifiedAtMs}:${stat?.inode}`;
		if (fixedAt !== this.fixedAt) {
			const wanted = idForm.test(this.place.name) ? [...changing, ...fixed] : [...changing, ...fixed, 'id'];
			const there = new Set(files.names(attributes.directory));
			this.isInitialized = there.has('initialized');
			this.hasEnvironment = there.has('env');
			if (this.fixedAt === '')
				attributes.load(
					wanted.filter(name => there.has(name)),
					rewritten,
				);
			else attributes.refresh(wanted);
			this.fixedAt = fixedAt;
			this.readOperation(names, there);
		} else attributes.refresh(changing);
		this.marks = this.markedBy(names);
		const lock = names.has(fileNames.lock) ? this.text(fileNames.lock) : null;
		this.pid = lock !== null && /^\s*[1-9]\d*\s*$/.test(lock) ? Number(lock) : null;
	}

	private markedBy(names: ReadonlySet<string>): Marks {
		const hasLock = names.has(fileNames.lock);
		const isPending = names.has(fileNames.pending);
		const exitStatus = this.attributes.number('exit_status');
		const isThere = (name: string) => this.attributes.faultOf(name) !== 'missing';
		return {
			isPending,
			pendingAtMs: (isPending ? this.files.stat(`${this.own}/${fileNames.pending}`)?.modifiedAtMs : null) ?? this.markedAtMs,
			isStaged: names.has(fileNames.staged),
			hasLock,
			isStartNewer: hasLock && exitStatus !== null && this.isStartNewer(),
			remote: names.has(fileNames.remoteLock) ? (this.text(fileNames.remoteLock)?.trim() ?? '') : null,
			isDeleted: this.place.isDeleted,
			exitStatus,
			exitFault: this.attributes.faultOf('exit_status'),
			hasAttributes: this.hasAttributes,
			hasNoProcess: !hasLock && this.hasNoOutput(names),
			isInitialized: this.isInitialized,
			preparedAtMs: this.isInitialized ? this.preparedAtMs() : this.markedAtMs,
			startedAtMs: this.attributes.time('started'),
			stoppedAtMs: this.attributes.time('stopped'),
			isStartMarked: isThere('started'),
			isEndMarked: isThere('stopped') || isThere('exit_status'),
		};
	}

	/** True where it was to be started in a process and has no output, or but that of an attempt before that. */
	private hasNoOutput(names: ReadonlySet<string>): boolean {
		const startedAtMs = this.attributes.time('started');
		if (startedAtMs === null || !this.hasEnvironment || !ofProcess.has(this.operation?.kind ?? '')) return false;
		if (!names.has(fileNames.output)) return true;
		const stoppedAtMs = this.attributes.time('stopped');
		if (stoppedAtMs === null || startedAtMs <= stoppedAtMs) return false;
		const writtenAtMs = this.outputAtMs();
		return writtenAtMs !== null && writtenAtMs < startedAtMs;
	}

	/** When its output was written last: as its last line is marked, where it has one, which a copy leaves as it is. */
	private outputAtMs(): number | null {
		const {files, own} = this;
		const path = `${own}/${fileNames.outputIndex}`;
		const lines = countMarks(files, path);
		const marked = lines === 0 ? null : indexIn(files, path).at(lines - 1);
		return marked?.atMs ?? files.stat(`${own}/${fileNames.output}`)?.modifiedAtMs ?? null;
	}

	/**
	 * When its preparation came as far as it did. What its attributes say of that stays what it is where they are copied, while a directory is new
	 * then. Guild writes `deps` once all dependencies are there, and freezes the packages after that; where a dependency is not met there is
	 * none (guild/op.py, 0.7 to 0.9).
	 */
	private preparedAtMs(): number {
		const {files, attributes} = this;
		let saidMs = attributes.time('started') ?? files.stat(`${attributes.directory}/deps`)?.modifiedAtMs;
		if (saidMs === undefined) {
			attributes.refresh(['initialized']);
			saidMs = attributes.time('initialized') ?? Number.POSITIVE_INFINITY;
		}
		return Math.min(this.markedAtMs, saidMs);
	}

	/** A moment is no difference: a copy makes both anew, in any order. */
	private isStartNewer(): boolean {
		const [start, exit] = ['started', 'exit_status'].map(name => this.files.stat(`${this.attributes.directory}/${name}`));
		return start != null && exit != null && start.modifiedAtMs > exit.modifiedAtMs + momentMs;
	}

	/**
	 * What trials of one batch have in common, whether or not that is still there: they are copies of one prototype (guild/batch_util.py), with
	 * the time at which that was made. Null for other runs.
	 */
	get batch(): string | null {
		if (!this.isTrial) return null;
		this.attributes.refresh(['initialized']);
		const atMs = this.attributes.time('initialized');
		if (atMs === null || Math.abs(atMs) > 8.64e15) return null;
		const name = this.operation === null ? 'batch' : `${nameOperation(this.operation)}+`;
		return `${name} of ${new Date(atMs).toISOString()}`;
	}

	/** What the project says of its output. */
	get outputScalars(): OutputScalars {
		this.knownScalars ??= outputScalarsIn(this.text(`${fileNames.attributes}/op`) ?? '');
		return this.knownScalars;
	}

	/** The name of its directory, as for Guild itself; a copy under another name still has it inside. */
	get id(): string {
		return ownId(this.attributes.text('id')) ?? this.place.name;
	}

	get problems(): Problem[] {
		const {attributes, damage, hasAttributes, isAttributesOther} = this;
		const fault = isAttributesOther ? 'Is no directory, so that little is known of this run; restore it from a copy' : null;
		const lost = {file: attributes.directory, message: fault ?? 'Is gone, so that little is known of this run'};
		return [...(damage === null ? [] : [damage]), ...(hasAttributes ? [] : [lost]), ...attributes.problems];
	}

	private readOperation(names: ReadonlySet<string>, attributes: ReadonlySet<string>): void {
		const text = this.text(fileNames.operation);
		this.operation = text === null ? null : parseOperation(text);
		const hasPrototype = names.has(fileNames.prototype);
		const copied = hasPrototype ? this.text(`${fileNames.prototype}/${fileNames.own}/${fileNames.operation}`) : null;
		this.prototype = copied === null ? null : parseOperation(copied);
		// One line of many, by far the most of which nothing wants: it is not read as YAML.
		const params = (attributes.has('run_params') ? this.text(`${fileNames.attributes}/run_params`) : null) ?? '';
		this.nameLost(params);
		const named = protoForm.exec(params)?.[1];
		this.madeFrom = named === undefined ? null : this.idBeginning(named);
		const isBatch = hasPrototype || (this.operation !== null && isDefaultBatch(this.operation));
		this.isTrial = !isBatch && (batchFlagForm.test(flagsForm.exec(params)?.[1] ?? '') || optimizerForm.test(params));
		this.isParentByWord = (isBatch && !hasPrototype) || this.attributes.list('cmd').includes('guild.steps_main');
		this.isParent = isBatch || this.isParentByWord;
	}

	private nameLost(params: string): void {
		const {operation, prototype} = this;
		this.asked =
			operation !== null ? null : prototype !== null ? `${nameOperation(prototype)}+` : (askedForm.exec(params)?.[1] ?? null);
		const rest = this.asked === null ? 'has no name' : `is named by ${prototype === null ? 'what was asked for' : 'its trials'}`;
		const message = `Is cut or damaged, so the operation ${rest}`;
		this.damage = operation !== null ? null : {file: `${this.own}/${fileNames.operation}`, message};
	}

	private text(name: string): string | null {
		const bytes = this.files.readListed(`${this.own}/${name}`, mostBytes);
		return bytes === null ? null : decodeFile(bytes);
	}
}
