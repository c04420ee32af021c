import type {FileAccess} from '../../core/files/files.ts';
import {decodeFile} from '../../encodings/text/text.ts';
import type {Claim, FormatProblem, ReadOutcome, Source, SourceSink} from '../format.ts';
import {stemOf} from '../plain/files-source.ts';
import {SettingsBeside, settingsFilesIn} from '../plain/settings-file.ts';
import {complaintsOf, onlyZeros, type Parsed, WholeFile} from '../whole-file.ts';
import {curvesOf, type JsonCurves} from './curves-of.ts';
import {modelsOf} from './models-of.ts';
import {CurvesTeller, type Held} from './tell-curves.ts';
import {readWritten} from './written-value.ts';

interface Read {
	curves: JsonCurves | null;
	/** Where the file holds several trainings, the curves of each. */
	models: ReadonlyMap<string, JsonCurves> | null;
}

/** A run whose curves lie in JSON files, each of which is written whole, time and again; or the trainings that one such file holds. */
export class JsonSource implements Source {
	private parts: WholeFile<Read>[] = [];
	private readonly settings: SettingsBeside;
	private tellers = new Map<string, CurvesTeller>();
	/** Where all was told last; null where it has to be told anew. */
	private told: SourceSink | null = null;

	constructor(
		private claim: Claim,
		private readonly files: FileAccess,
	) {
		this.settings = new SettingsBeside(files);
		this.extend(claim);
	}

	watched(): string[] {
		return this.claim.files;
	}

	beside(): readonly string[] {
		return this.settings.paths;
	}

	extend(claim: Claim): void {
		this.claim = claim;
		this.told = null;
		this.parts = claim.files.map(
			path => this.parts.find(part => part.path === path) ?? new WholeFile(path, this.files, bytes => parse(bytes, stemOf(path))),
		);
	}

	read(sink: SourceSink): ReadOutcome {
		const areNew = this.parts.map(part => part.refresh() === 'new').includes(true);
		const bytesRead = this.parts.reduce((sum, part) => sum + part.bytesRead, 0);
		const isFirst = this.told !== sink;
		this.told = sink;
		if (this.haveSettingsChanged() || areNew || isFirst) this.tell(sink);
		const [key = ''] = this.tellers.keys();
		sink.run(key).faults(complaintsOf(this.parts, false));
		return {more: false, bytesRead, bytesLeft: 0};
	}

	verify(): FormatProblem[] {
		return [...this.parts.flatMap(part => part.examine() ?? []), ...this.settings.verify()];
	}

	private haveSettingsChanged(): boolean {
		const {path, isGuest, beside} = this.claim;
		// Of several runs in one directory nothing says which one's they are.
		const isShared = this.isFile || isGuest === true;
		return this.settings.refresh(isShared ? [] : (beside ?? settingsFilesIn(path, this.files.names(path) ?? [])));
	}

	private get isFile(): boolean {
		return this.claim.files.includes(this.claim.path);
	}

	private tell(sink: SourceSink): void {
		const runs = this.runs();
		const before = this.tellers;
		this.tellers = new Map([...runs.keys()].map(key => [key, before.get(key) ?? new CurvesTeller()]));
		for (const key of before.keys()) if (!runs.has(key)) sink.run(key).remove();
		for (const [key, held] of runs) {
			const run = sink.run(key);
			if (key !== '') run.facts({name: key});
			this.tellers.get(key)!.tell(run, held, this.settings.values);
		}
	}

	/** What counts for each run: that of the directory has no key, those in one file have the keys that they have there. */
	private runs(): Map<string, Held[]> {
		const [only] = this.parts;
		const models = this.isFile ? only?.value?.models : null;
		if (models != null) return new Map([...models].map(([key, value]) => [key, [{path: only!.path, value}]]));
		const held = this.parts.flatMap(({path, value}) => (value?.curves == null ? [] : [{path, value: value.curves}]));
		return new Map([['', held]]);
	}
}

function parse(bytes: Uint8Array, stem: string): Parsed<Read> {
	if (bytes.length === 0) return {value: null, fault: 'is empty'};
	if (bytes.every(byte => byte === 0)) return onlyZeros;
	const text = decodeFile(bytes);
	const {value, cutAt, torn} = readWritten(text);
	const whole = value !== undefined && cutAt === text.length ? null : 'is no whole JSON';
	const fault = torn ? `ends too early, at byte ${bytes.length}` : whole;
	return {value: value === undefined ? null : {curves: curvesOf(value, stem), models: modelsOf(value, stem)}, fault};
}
