import type {RunFacts} from '../core/run.ts';
import type {RunSink} from './format.ts';

/** Tells a run its facts, and tells them once more only where they have changed, or where it is another run. */
export class ToldFacts {
	private run: RunSink | null = null;
	private said = '';

	/** Called where the run was emptied: it has to be told all anew. */
	forget(): void {
		this.run = null;
	}

	tell(run: RunSink, facts: Partial<RunFacts>): void {
		const text = JSON.stringify(facts);
		if (this.run !== run || text !== this.said) run.facts(facts);
		this.run = run;
		this.said = text;
	}
}
