import {PatienceWatch, watchedMetric} from '../../core/estimate/patience.ts';
import type {Patience} from '../../core/estimate/total.ts';
import {findStoppingRule, type StoppingRule} from '../../core/progress/stopping-rule.ts';
import type {JsonObject} from '../../core/run.ts';
import {plannedConfigOf} from '../model/planned-config.ts';
import type {TrackedRun} from '../model/tracked-run.ts';

interface Followed {
	config: JsonObject;
	rule: StoppingRule | null;
	watch: {metric: string; follow: PatienceWatch} | null;
}

/** Early stopping of the runs whose configuration has it. */
export class Patiences {
	private readonly followed = new WeakMap<TrackedRun, Followed>();

	/** How long a run goes on without an improvement; null where nothing says so, or too little was seen. */
	of(run: TrackedRun): Patience | null {
		const config = plannedConfigOf(run.facts);
		let followed = this.followed.get(run);
		if (followed?.config !== config) {
			followed = {config, rule: findStoppingRule(config), watch: null};
			this.followed.set(run, followed);
		}
		const {rule} = followed;
		if (rule === null) return null;
		const metric = followed.watch?.metric ?? watchedMetric(rule, run.metrics);
		const series = metric === null ? undefined : run.metrics.get(metric);
		if (metric === null || series === undefined) return null;
		followed.watch ??= {metric, follow: new PatienceWatch(rule, metric)};
		return followed.watch.follow.follow(series);
	}
}
