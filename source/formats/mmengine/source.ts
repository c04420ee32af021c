import type {FileAccess} from '../../core/files/files.ts';
import type {JsonObject, StepTotal} from '../../core/run.ts';
import {noHabits} from '../../core/writer-habits.ts';
import {parsePythonAssignments} from '../../encodings/json/python-literal.ts';
import {decodeFile} from '../../encodings/text/text.ts';
import type {Claim, ReadOutcome, RunSink, Source, SourceSink} from '../format.ts';
import {FilesSource} from '../plain/files-source.ts';
import {objectOf} from '../values.ts';
import {WholeFile} from '../whole-file.ts';
import {EpochLength} from './epoch-length.ts';
import type {Layout} from './layout.ts';
import {ScalarFile} from './scalar-file.ts';

/** One start of MMEngine's runner: its scalars, and its config, which is Python that is read as far as it is literals and never executed. */
export class MmengineSource implements Source {
	private readonly config: WholeFile<JsonObject>;
	private readonly epoch: EpochLength;
	private readonly scalars: FilesSource;
	private told: RunSink | null = null;

	constructor(claim: Claim, {config, log, scalars}: Layout, files: FileAccess) {
		this.config = new WholeFile(config, files, bytes => ({value: parsePythonAssignments(decodeFile(bytes)), fault: null}));
		this.epoch = new EpochLength(log, files);
		this.scalars = new FilesSource({...claim, files: [scalars]}, files, {
			open: context => new ScalarFile(context, () => this.epoch.iterations),
			facts: paths => ({signFiles: paths, writer: noHabits}),
			clash: 'drop',
		});
	}

	watched(): string[] {
		return [this.config.path, ...this.scalars.watched()];
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		const run = sink.run('');
		const isFirst = this.told !== run;
		this.told = run;
		const isNew = this.config.refresh() === 'new';
		// The log says how long an epoch is before the first scalars are written.
		const isFound = this.epoch.look();
		const outcome = this.scalars.read(sink, budgetBytes);
		if (isFirst || isNew || isFound) run.facts({config: this.config.value ?? {}, total: this.findTotal()});
		return outcome;
	}

	private findTotal(): StepTotal | null {
		const plan = objectOf(this.config.value?.train_cfg);
		const {max_iters: iterations, max_epochs: epochs} = plan;
		if (typeof iterations === 'number') return {total: iterations, unit: 'step', from: 'config train_cfg.max_iters'};
		const length = this.epoch.iterations;
		if (typeof epochs !== 'number' || length === null) return null;
		return {
			total: epochs * length,
			unit: 'step',
			from: `config train_cfg.max_epochs, and ${length} iterations an epoch in the log`,
		};
	}
}
