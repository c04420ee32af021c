import type {FileAccess} from '../../core/files/files.ts';
import type {Claim, FormatProblem, ReadOutcome, Source, SourceSink} from '../format.ts';
import {type Parsed, WholeFile} from '../whole-file.ts';
import {ToldTrial} from './told-trial.ts';
import type {Trial} from './trial.ts';

/** A trial as it is in such a file, and the values that it reported, by step. */
export interface KeptTrial {
	trial: Trial;
	reports: ReadonlyMap<number, number>;
}

/** A study that a program keeps in a file of its own, a pickle or a table, which it writes whole each time. */
export class KeptStudy implements Source {
	readonly takesRuns = true;
	private readonly file: WholeFile<KeptTrial[]>;
	private readonly told = new Map<string, ToldTrial>();
	private complained: string | null = null;

	constructor(
		private readonly claim: Claim,
		files: FileAccess,
		parse: (bytes: Uint8Array) => Parsed<KeptTrial[]>,
	) {
		this.file = new WholeFile(claim.path, files, parse);
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

	private tell(sink: SourceSink, trials: readonly KeptTrial[]): void {
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
