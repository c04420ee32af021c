import type {FileAccess} from '../../core/files/files.ts';
import type {JsonObject, RunFacts} from '../../core/run.ts';
import {parseDumpedYaml} from '../dumped.ts';
import type {ReadOutcome, Source, SourceSink} from '../format.ts';
import {listEventFiles} from '../tfevents/event-files.ts';
import {readFileName} from '../tfevents/file-name.ts';
import {ToldFacts} from '../told-facts.ts';
import {complaintsOf, parseJsonObject, WholeFile} from '../whole-file.ts';
import {factsOfBehavior} from './facts.ts';

/** What ML-Agents says of a behavior beside its event files: the settings, and once the program has ended, how far it came. */
export class AgentsSource implements Source {
	private readonly settings: WholeFile<JsonObject>;
	private readonly status: WholeFile<JsonObject>;
	private readonly behavior: string;
	private readonly told = new ToldFacts();

	constructor(
		private readonly directory: string,
		private readonly files: FileAccess,
	) {
		const cut = directory.lastIndexOf('/');
		const above = directory.slice(0, cut);
		this.behavior = directory.slice(cut + 1);
		this.settings = new WholeFile(`${above}/configuration.yaml`, files, parseDumpedYaml);
		this.status = new WholeFile(`${above}/run_logs/training_status.json`, files, parseJsonObject);
	}

	watched(): string[] {
		return [this.directory, this.settings.path, this.status.path];
	}

	read(sink: SourceSink): ReadOutcome {
		const run = sink.run('');
		const {settings, status} = this;
		settings.refresh();
		status.refresh();
		const begun = listEventFiles(this.directory, this.files.list(this.directory) ?? []).map(
			path => readFileName(path).openedAtMs ?? 0,
		);
		const facts: Partial<RunFacts> = factsOfBehavior(
			this.behavior,
			settings.value ?? {},
			status.value ?? {},
			Math.max(0, ...begun),
		);
		this.told.tell(run, facts);
		run.faults(complaintsOf([settings, status], facts.outcome !== null));
		return {more: false, bytesRead: settings.bytesRead + status.bytesRead, bytesLeft: 0};
	}
}
