import type {FileAccess} from '../../core/files/files.ts';
import {directoryOf} from '../../core/files/paths.ts';
import {noHabits} from '../../core/writer-habits.ts';
import type {ReadOutcome, RunSink, Source, SourceSink} from '../format.ts';
import {complaintsOf, WholeFile} from '../whole-file.ts';
import {type Evaluations, parseEvaluations} from './evaluations.ts';
import {ZooSettings} from './zoo.ts';

/** The evaluations of one training: all of them are written anew with each. There are no times and no end, and settings only of the zoo's. */
export class EvaluationsSource implements Source {
	private readonly file: WholeFile<Evaluations>;
	private readonly settings: ZooSettings;
	private told: RunSink | null = null;
	private shown: Evaluations = {steps: [], means: new Map()};

	constructor(
		private readonly path: string,
		files: FileAccess,
	) {
		this.file = new WholeFile(path, files, parseEvaluations);
		this.settings = new ZooSettings(directoryOf(path), files);
	}

	watched(): string[] {
		return [this.path];
	}

	beside(): string[] {
		return this.settings.paths;
	}

	read(sink: SourceSink): ReadOutcome {
		const run = sink.run('');
		this.file.refresh();
		const {value} = this.file;
		const isFirst = this.told !== run;
		if (value !== null && (isFirst || value !== this.shown)) {
			const known = isFirst ? 0 : this.shown.steps.length;
			const goesOn = this.shown.steps.every((step, i) => value.steps[i] === step);
			if (!isFirst && !goesOn) run.reset();
			this.push(run, value, goesOn ? known : 0);
			this.shown = value;
		}
		if (isFirst) run.facts({signFiles: [this.path], writer: noHabits});
		const settings = this.settings.refresh();
		if (settings !== null) run.facts(settings);
		this.told = run;
		run.faults(complaintsOf([this.file, ...this.settings.files], true));
		return {more: false, bytesRead: this.file.bytesRead, bytesLeft: 0};
	}

	private push(run: RunSink, {steps, means}: Evaluations, from: number): void {
		for (const [name, values] of means) {
			const series = run.series(name);
			for (let i = from; i < steps.length; i++) series.push(steps[i]!, Number.NaN, values[i]!);
		}
	}
}
