import type {FileAccess} from '../../core/files/files.ts';
import {directoryOf} from '../../core/files/paths.ts';
import {isSameProblem, type JsonObject, type Problem} from '../../core/run.ts';
import {readYaml} from '../../encodings/yaml/yaml.ts';
import {parseDumpedBy, readDumped} from '../dumped.ts';
import type {Claim, ReadOutcome, RunSink, Source, SourceSink} from '../format.ts';
import {at} from '../values.ts';
import {type Parsed, WholeFile} from '../whole-file.ts';
import {factsOfJob} from './facts.ts';
import {findLog, JobLog} from './job-log.ts';
import {JobReturnFile} from './job-return.ts';
import {parseOwnConfig, simplify} from './own-config.ts';
import {textOf} from './values.ts';

/** The config layer of a job: three files that are written at its start, and what its log tells of time. */
export class HydraSource implements Source {
	private readonly config: WholeFile<JsonObject>;
	private readonly overrides: WholeFile<string[]>;
	private readonly own: WholeFile<JsonObject>;
	private readonly returned: JobReturnFile;
	private readonly folder: string;
	private log: JobLog | null = null;
	private told: RunSink | null = null;
	private said: readonly Problem[] = [];

	constructor(
		private readonly claim: Claim,
		private readonly files: FileAccess,
	) {
		const [first] = claim.files;
		this.folder = first === undefined ? `${claim.path}/.hydra` : directoryOf(first);
		this.config = new WholeFile(`${this.folder}/config.yaml`, files, bytes => parseDumpedBy(bytes, 'OmegaConf'));
		this.overrides = new WholeFile(`${this.folder}/overrides.yaml`, files, bytes => readDumped(bytes, parseOverrides));
		this.own = new WholeFile(`${this.folder}/hydra.yaml`, files, parseOwnConfig);
		this.returned = new JobReturnFile(this.folder, files);
	}

	watched(): string[] {
		return [...this.all, this.returned, ...this.logs].map(({path}) => path);
	}

	read(sink: SourceSink): ReadOutcome {
		const run = sink.run('');
		const isFirst = this.told !== run;
		this.told = run;
		const changed = [...this.all, this.returned].map(file => file.refresh() === 'new').some(Boolean);
		const isLogNew = this.readLog();
		const faults = this.findFaults();
		const isHealed = !isFirst && this.said.some(old => !faults.some(fault => isSameProblem(old, fault)));
		if (isHealed) run.reset();
		if (isFirst || isHealed || faults.length > this.said.length) for (const fault of faults) run.problem(fault);
		this.said = faults;
		if (isFirst || changed || isHealed || isLogNew) this.tell(run);
		const bytesRead = [...this.all, this.returned, ...this.logs].reduce((sum, file) => sum + file.bytesRead, 0);
		return {more: false, bytesRead, bytesLeft: 0};
	}

	private tell(run: RunSink): void {
		const config = this.config.value ?? {};
		const own = this.own.value ?? {};
		const job = {config, overrides: this.typed(own), own, log: this.log};
		const ended = this.returned.facts(this.config.modifiedAtMs);
		run.facts({...factsOfJob(job, this.claim.path, path => this.files.exists(path)), ...ended});
	}

	/** The log is called after the job; true where it tells something new. */
	private readLog(): boolean {
		const job = textOf(at(this.own.value ?? {}, 'hydra', 'job', 'name'));
		const path = `${this.claim.path}/${job}.log`;
		if (job !== null && this.log?.path !== path) this.log = new JobLog(path, this.files);
		return this.log?.refresh() ?? false;
	}

	private get logs(): JobLog[] {
		return this.log === null ? [] : [this.log];
	}

	/** Hydra's own config repeats the overrides; null where both are damaged or gone. */
	private typed(own: JsonObject): string[] | null {
		if (this.overrides.isWhole) return this.overrides.value;
		const task = this.own.isWhole ? at(own, 'hydra', 'overrides', 'task') : null;
		return Array.isArray(task) && task.every(item => typeof item === 'string') ? task : null;
	}

	/** All three are written at the start, in no time; who keeps a config alone has the others not, which need be no damage. */
	private findFaults(): Problem[] {
		const missing = this.all.filter(({path}) => !this.files.exists(path));
		const isAlone = missing.length === 2 && !missing.some(file => file === this.config);
		const log = isAlone ? findLog(this.claim.path, this.files) : null;
		if (log === null) return this.ownFaults(missing);
		const message = `Holds config.yaml alone: without hydra.yaml and overrides.yaml nothing tells that ${log} is the job's log, its name and its command`;
		return [{file: this.folder, message, isWarning: true}, ...this.ownFaults(missing)];
	}

	private ownFaults(missing: readonly WholeFile<unknown>[]): Problem[] {
		return [...this.all, this.returned].flatMap(file => {
			const name = file.path.slice(this.folder.length + 1);
			const message = missing.length === 1 && file === missing[0] ? `${name} is missing` : file.complaint(true);
			return message === null ? [] : [{file: file.path, message}];
		});
	}

	private get all() {
		return [this.config, this.overrides, this.own];
	}
}

function parseOverrides(text: string): Parsed<string[]> {
	const {value, error} = readYaml(text.split(/\r?\n/).map(simplify).join('\n'), 'OmegaConf');
	if (value === null) return {value: [], fault: null};
	if (!Array.isArray(value)) return {value: null, fault: error === null ? 'holds no list' : `is ${error}`};
	return {value: value.map(item => (typeof item === 'string' ? item : JSON.stringify(item))), fault: error && `is ${error}`};
}
