import type {FileAccess} from '../../core/files/files.ts';
import {directoryOf, nameOf} from '../../core/files/paths.ts';
import type {JsonObject} from '../../core/run.ts';
import {findLostManifest, RocksDatabase} from '../../encodings/rocksdb/database.ts';
import {MergedWrites} from '../../encodings/rocksdb/merged-writes.ts';
import type {Claim, FormatProblem, ReadOutcome, RunSink, Source, SourceSink} from '../format.ts';
import {type Kept, nothingKept} from '../kept.ts';
import {SharedByPath} from '../shared-by-path.ts';
import {ToldFacts} from '../told-facts.ts';
import {isObject} from '../values.ts';
import {factsOf} from './facts.ts';
import {textPart} from './keys.ts';
import {nameIn, plainNames} from './names.ts';
import {Points} from './points.ts';
import {PropsTable} from './props.ts';
import {treeOf} from './tree.ts';
import {type AimValue, decodeValue} from './values.ts';

/** One for all runs of a store. */
const propsTables = new SharedByPath<PropsTable>();
/** Where pictures and the like lie, of which nothing is read. */
const blobs = textPart('BLOBS');

/** One reading of all from its start. */
class Reading {
	readonly meta: RocksDatabase<AimValue>;
	readonly points: RocksDatabase<AimValue>;
	/** Names of what the run tracks in no context. */
	plain: ReadonlySet<string> = new Set();
	taken: Points | null = null;
	generation = 0;

	constructor(
		readonly run: RunSink,
		metaPath: string,
		pointsPath: string,
		files: FileAccess,
	) {
		this.meta = new RocksDatabase(metaPath, files, new MergedWrites(decodeValue, blobs, false));
		this.points = new RocksDatabase(pointsPath, files, new MergedWrites(decodeValue, blobs, true), true);
	}
}

/** A run of Aim: a database of what it is, one of its points, and a line in the store's database of what people say of it. */
export class AimSource implements Source {
	private readonly hash: string;
	/** The directory `.aim`. */
	private readonly home: string;
	private readonly pointsPath: string;
	private readonly props: PropsTable;
	private reading: Reading | null = null;
	/** What the run says of itself. */
	private tree: JsonObject = {};
	/** Of the databases, as they were read last. */
	private logs: readonly string[] = [];
	/** True where what was read is with the run, and what reads on is gone. */
	private isReleased = false;
	private readonly said = new ToldFacts();

	constructor(
		private readonly claim: Claim,
		private readonly files: FileAccess,
	) {
		const {path} = claim;
		this.hash = nameOf(path);
		this.home = path.split('/').slice(0, -3).join('/');
		this.pointsPath = `${this.home}/seqs/chunks/${this.hash}`;
		this.props = propsTables.at(`${this.home}/run_metadata.sqlite`, files, (at, by) => new PropsTable(at, by));
	}

	watched(): string[] {
		return [`${this.claim.path}/.`, `${this.pointsPath}/.`, ...this.logs, ...this.props.files];
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		const run = sink.run('');
		if (this.isReleased) run.reset();
		this.isReleased = false;
		if (this.reading?.run !== run) this.begin(run);
		const reading = this.reading!;
		const meta = reading.meta.refresh(Number.POSITIVE_INFINITY);
		if (meta.isChanged) {
			this.tree = treeOf(reading.meta.writes.sorted(), ['meta', 'chunks', this.hash].map(textPart).join(''));
			reading.plain = plainNames(this.tree);
		}
		const points = reading.points.refresh(budgetBytes);
		this.logs = [...reading.meta.logs, ...reading.points.logs];
		const bytesRead = meta.bytesRead + points.bytesRead;
		if (points.more) return {more: true, bytesRead, bytesLeft: 1};
		if (reading.points.generation !== reading.generation || !this.takePoints(reading)) {
			run.reset();
			this.begin(run);
			return {more: true, bytesRead, bytesLeft: 1};
		}
		this.tell(reading);
		const faults = [...reading.meta.faults, ...reading.points.faults].map(([file, message]) => ({file, message}));
		// It lies outside of the run's directory.
		if (this.files.isShut?.(this.pointsPath, false) === true) faults.push({file: this.pointsPath, message: 'Cannot be read'});
		run.faults(this.props.fault === null ? faults : [...faults, this.props.fault]);
		return {more: false, bytesRead, bytesLeft: 0};
	}

	verify(): FormatProblem[] {
		const lost = [this.claim.path, this.pointsPath].flatMap(path => findLostManifest(path, this.files) ?? []);
		return lost.map(problem => ({...problem, about: 'record'}));
	}

	release(): void {
		this.isReleased = this.reading !== null;
		this.reading = null;
	}

	kept(): Kept {
		const {attrs} = this.tree;
		const system = isObject(attrs) ? attrs.__system_params : undefined;
		const packages = isObject(system) && isObject(system.packages) ? system.packages : {};
		const versions = Object.entries(packages).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
		return {...nothingKept, packages: Object.fromEntries(versions)};
	}

	private begin(run: RunSink): void {
		this.reading = new Reading(run, this.claim.path, this.pointsPath, this.files);
		this.said.forget();
	}

	private takePoints(reading: Reading): boolean {
		reading.taken ??= new Points(reading.run, this.hash, reading.points.writes, (context, name) => {
			const {contexts} = this.tree;
			return nameIn(isObject(contexts) ? contexts[context] : undefined, name, reading.plain);
		});
		return reading.taken.take();
	}

	private tell({run, taken}: Reading): void {
		for (const path of this.props.files) this.files.depend?.(path);
		const facts = {
			...factsOf({
				hash: this.hash,
				store: directoryOf(this.home),
				tree: this.tree,
				props: this.props.of(this.hash),
				lastMs: taken?.lastMs ?? null,
			}),
			signFiles: [...this.logs, `${this.home}/meta/progress/${this.hash}`],
		};
		this.said.tell(run, facts);
	}
}
