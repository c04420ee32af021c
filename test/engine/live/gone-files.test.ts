import {test} from 'node:test';
import {Followed} from './followed.ts';

/** Of each the curves first. */
const directories: Record<string, Record<string, string>> = {
	'lightning/version_0': {'metrics.csv': 'step,loss\n0,2\n1,1\n', 'hparams.yaml': 'lr: 1\n'},
	'run/dvclive': {
		'plots/metrics/loss.tsv': 'step\tloss\n0\t2\n1\t1\n',
		'params.yaml': 'lr: 1\n',
		'metrics.json': '{"loss": 1, "step": 1}',
	},
	'ray/trial_1': {
		'result.json': [2, 1].map(loss => `{"training_iteration": ${3 - loss}, "trial_id": "1", "loss": ${loss}}\n`).join(''),
		'params.json': '{"lr": 1}',
	},
};

for (const [directory, files] of Object.entries(directories)) {
	test(`what a file beside the curves of ${directory} said goes with it when it is deleted`, context => {
		const tree = new Followed(context).write('z/metrics.csv', 'step,loss\n0,9\n');
		for (const [name, text] of Object.entries(files)) tree.write(`${directory}/${name}`, text);
		tree.holds(`${directory} loss 1`, 'z loss 9');
		for (const name of Object.keys(files).slice(1)) tree.remove(`${directory}/${name}`).holds(`${directory} loss 1`, 'z loss 9');
	});
}

test('how far a job is that only a directory of it told is not known once that is deleted', context => {
	const state = {global_step: 2, max_steps: 100, log_history: [{step: 2, loss: 0.5}]};
	const tree = new Followed(context).write('job/.hydra/config.yaml', 'lr: 1\n');
	// Of what is silent for long nobody asks again soon.
	for (let i = 0; i < 20; i++) tree.look();
	tree.write('job/model/trainer_state.json', JSON.stringify(state)).holds('job loss 0.5');
	tree.remove('job/model').holds('job');
});
