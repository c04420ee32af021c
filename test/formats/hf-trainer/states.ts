/** What the state of a training is like that logs every tenth step. */
export interface StateOptions {
	maxSteps?: number;
	history?: object[];
	more?: object;
}

/** Text of a trainer_state.json. */
export function state(step: number, {maxSteps = 100, history = rows(step), more = {}}: StateOptions = {}): string {
	return JSON.stringify({global_step: step, max_steps: maxSteps, num_train_epochs: 2, log_history: history, ...more}, null, 2);
}

/** Its rows up to a step. */
export const rows = (step: number) =>
	Array.from({length: step / 10}, (_, i) => ({step: (i + 1) * 10, epoch: i / 10, loss: 1 / (i + 1), learning_rate: 0.1}));
