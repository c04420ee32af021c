import type {FileAccess} from '../../core/files/files.ts';
import type {Claim, FormatProblem, ReadOutcome, Source, SourceSink} from '../format.ts';
import {WholeFile} from '../whole-file.ts';
import {type PickledTrial, parsePickledStudy} from './pickled-study.ts';
import {ToldTrial} from './told-trial.ts';

/** A study that a program keeps in a pickle of its own, which it writes whole each time. */
export class PickledSource implements Source {
	readonly takesRuns = true;
	private readonly file: WholeFile<PickledTrial[]>;
	private readonly told = new Map<string, ToldTrial>();
	private complained: string | null = null;

	constructor(
		private readonly claim: Claim,
		files: FileAccess,
	) {
		this.file = new WholeFile(claim.path, files, parsePickledStudy);
	}

	watched(): string[] {
		return [this.claim.path];
	}

	read(sink: SourceSink): ReadOutcome {
		if (this.file.refresh() === 'new') {
			this.tell(sink, this.file.value ?? []);
			this.file.release();
		}
		const complaint = this.file.complaint(false);
		if (complaint !== this.complained) {
			sink.renew();
			if (complaint !== null) sink.problem({file: this.claim.path, message: complaint});
			this.complained = complaint;
		}
		return {more: false, bytesRead: this.file.bytesRead, bytesLeft: 0};
	}

	verify(): FormatProblem[] {
		return [this.file.examine() ?? []].flat();
	}

	private tell(sink: SourceSink, trials: readonly PickledTrial[]): void {
		const gone = new Map(this.told);
		for (const {trial, reports} of trials) {
			const key = `${trial.study.name}/${trial.number}`;
			const known = gone.get(key);
			gone.delete(key);
			known?.update(trial);
			const told = known ?? new ToldTrial(sink, key, trial, 'journal', this.claim.path);
			this.told.set(key, told);
			for (const [step, value] of reports) told.report(step, value);
			told.tell();
		}
		for (const [key, lost] of gone) {
			this.told.delete(key);
			lost.remove();
		}
	}
}
