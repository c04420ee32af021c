/** Names that say what a file is of its run, not which run it is of: several of them beside each other are one run. */
const partWords =
	/^(?:metrics?|results?|logs?|history|progress|scalars?|stats|loss(?:es)?|acc(?:uracy)?|train(?:ing)?|eval(?:uation)?|val(?:id(?:ation)?)?|dev|test(?:ing)?|f1|auc|monitor|output|out|err|error|stdout|stderr|console|main|run|nohup|summary|system|debug|info|data|learning|curves?|step|epoch|per|best|final|rank|learn)$/i;

const phase = /(?<=^|[-_. ])(?:train(?:ing)?|val(?:id(?:ation)?)?|eval(?:uation)?|test(?:ing)?)(?=$|[-_. ])/gi;

/** True for `metrics`, `train_log`, `eval-results`; false for `exp3`, `resnet50_metrics`, `slurm-123`. */
export function isPartName(stem: string): boolean {
	const words = stem.split(/[-_. ]+/).filter(word => word !== '');
	return words.length > 0 && words.every(word => partWords.test(word));
}

/** True for what monitors of environments in reinforcement learning are called, `monitor` and `0.monitor`. */
export const isMonitorName = (stem: string): boolean => /(?:^|\.)monitor$/.test(stem);

/** True where numbers alone tell it from those of the other environments of its training: `ppo.monitor` is of another one than `sac.monitor`. */
export const isNumberedMonitor = (stem: string): boolean => /^(?:\d+\.)+monitor$/.test(stem);

/** True for the name of what one client of a federated training writes, `client_3_metrics`. */
export const isClientName = (stem: string): boolean => /(?:^|[-_. ])client[-_ ]?\d+(?=$|[-_. ])/i.test(stem);

/** A name without the words in it that say a phase of the training: what `net_train_1` and `net_val_1` have in common. */
export const withoutPhases = (name: string): string => name.replaceAll(phase, '');

/**
 * The phase that tells a file from another one of its run, `val` for `net_val_1` beside `net_train_1`: names of metrics with it are those of other
 * runs too. Null for any other file, also for one that is called by its part in the run alone.
 */
export function phaseBeside(stem: string, other: string): string | null {
	const said = stem.match(phase);
	return said?.length === 1 && !isPartName(stem) && withoutPhases(stem) === withoutPhases(other) ? said[0] : null;
}
