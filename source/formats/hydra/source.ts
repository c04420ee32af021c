import type {FileAccess} from '../../core/files.ts';
import type {JsonObject} from '../../core/run.ts';
import {decodeFile} from '../../encodings/text.ts';
import {readYaml} from '../../encodings/yaml.ts';
import type {Claim, ReadOutcome, RunSink, Source, SourceSink} from '../format.ts';
import {type Parsed, parseYamlObject, WholeFile} from '../whole-file.ts';
import {factsOfJob} from './facts.ts';
import {parseOwnConfig, simplify} from './own-config.ts';

/** The config layer of a job: three files that are written at its start. */
export class HydraSource implements Source {
	private readonly config: WholeFile<JsonObject>;
	private readonly overrides: WholeFile<string[]>;
	private readonly own: WholeFile<JsonObject>;
	private readonly folder: string;
	private told: RunSink | null = null;
	private readonly said = new Set<string>();

	constructor(
		private readonly claim: Claim,
		files: FileAccess,
	) {
		const [first] = claim.files;
		this.folder = first === undefined ? `${claim.path}/.hydra` : first.slice(0, first.lastIndexOf('/'));
		this.config = new WholeFile(`${this.folder}/config.yaml`, files, parseYamlObject);
		this.overrides = new WholeFile(`${this.folder}/overrides.yaml`, files, parseOverrides);
		this.own = new WholeFile(`${this.folder}/hydra.yaml`, files, parseOwnConfig);
	}

	watched(): string[] {
		return this.all.map(({path}) => path);
	}

	read(sink: SourceSink): ReadOutcome {
		const run = sink.run('');
		const isFirst = this.told !== run;
		this.told = run;
		const changed = this.all.map(file => file.refresh() === 'new').some(Boolean);
		if (isFirst || changed) {
			const facts = factsOfJob(
				{config: this.config.value ?? {}, overrides: this.overrides.value ?? [], own: this.own.value ?? {}},
				this.claim.path,
			);
			run.facts(facts);
		}
		for (const file of this.all) {
			const message = file.complaint(true);
			if (message === null || this.said.has(message)) continue;
			this.said.add(message);
			run.problem({file: file.path, message});
		}
		return {more: false, bytesRead: this.all.reduce((sum, {bytesRead}) => sum + bytesRead, 0), bytesLeft: 0};
	}

	private get all() {
		return [this.config, this.overrides, this.own];
	}
}

function parseOverrides(bytes: Uint8Array): Parsed<string[]> {
	const {value, error} = readYaml(decodeFile(bytes).split(/\r?\n/).map(simplify).join('\n'));
	if (value === null) return {value: [], fault: null};
	if (!Array.isArray(value)) return {value: null, fault: error === null ? 'holds no list' : `is ${error}`};
	return {value: value.map(item => (typeof item === 'string' ? item : JSON.stringify(item))), fault: error && `is ${error}`};
}
