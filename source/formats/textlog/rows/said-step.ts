/** How Stable-Baselines3 begins what it says of an evaluation (common/callbacks.py). */
const ofEvaluation = /^Eval num_timesteps=(\d+), /;
/** How fairseq counts the steps of the run in its rows, beside their epoch (logging/progress_bar.py). */
const ofUpdates = /\| epoch \d+ \|.*\| num_updates (\d+)(?: \||$)/;

/** The step of the run that a row says in the words of its library, though it counts no steps otherwise; null for every other line. */
export function saidStepOf(text: string): number | null {
	if (!text.includes('num_')) return null;
	const said = (ofEvaluation.exec(text) ?? ofUpdates.exec(text))?.[1];
	return said === undefined ? null : Number(said);
}
