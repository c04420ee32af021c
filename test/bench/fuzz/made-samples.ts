import {npyOf} from '../../encodings/npy-writer.ts';
import {zipOf} from '../../encodings/zip-writer.ts';

const start = '20261126_144856';
const trial = 'exp/f_c7_0_lr=0.9_2026-11-27_13-38-07';

/** Runs of formats that are written in a few lines and have no fixture of their own: by name, their files by path. */
export const madeSamples: Record<string, Record<string, string | Uint8Array>> = {
	json: {
		'a/history.json': '{"loss": [0.9, 0.5, NaN], "val_loss": [1, "0.7", 0.6], "epoch": [1, 2, 3], "config": {"lr": 0.1}}',
		'b/training_log.json': '[{"epoch": 1, "loss": 0.9, "val": {"acc": 0.5}}, {"epoch": 2, "loss": 0.5, "val": {"acc": 0.6}}]',
		'c/training_history.json':
			'{"mlp": {"train_loss": [1, 2], "val_loss": [3, 4]}, "cnn": {"train_loss": [5, 6], "val_loss": [7, 8]}}',
	},
	'keras-tuner': {
		'search/widths/trial_04/trial.json':
			'{"trial_id": "04", "hyperparameters": {"space": [], "values": {"width": 12}}, "metrics": {"metrics": {"val_acc": ' +
			'{"direction": "max", "observations": [{"value": [0.5, 0.75], "step": 2}]}}}, "score": 0.625, "best_step": 2, "status": "COMPLETED"}',
	},
	'ml-agents': {
		'second/Runner/events.out.tfevents.1760000000.node1.4711.0': '',
		'second/configuration.yaml': 'behaviors:\n  Runner:\n    max_steps: 40000\n    gamma: 0.9\nenv_settings:\n  seed: 7\n',
		'second/run_logs/training_status.json': '{"Runner": {"final_checkpoint": {"steps": 12034, "creation_time": 1760000300}}}',
	},
	polyaxon: {
		'0c03/events/metric/loss.plx': 'step|timestamp|metric\n0|2026-11-29 20:25:24.1+00:00|1.0\n1|2026-11-29 20:25:25.1+00:00|0.75',
		'0c03/plxlogs/logs.jsonl': '\n{"timestamp":"2026-11-29T20:25:23.7+00:00","value":"epoch 0"}',
		'0c03/run.plx.json': '{"uuid":"0c03","name":"vines","status":"succeeded","inputs":{"lr":0.05},"outputs":{"best":0.9}}',
	},
	'ray-train': {
		'vines/checkpoint_manager_snapshot.json':
			'{"ray_version":"2.60.0","checkpoint_results":[{"version":0,"checkpoint_dir_name":"checkpoint_2026-11-29_19-20-34.100354",' +
			'"metrics":{"loss":0.5,"epoch":1,"val":{"acc":0.25}}}],"checkpoint_report_indices":[1],"current_report_index":2}',
	},
	evaluations: {
		'walker/evaluations.npz': zipOf({
			'timesteps.npy': npyOf('<i8', [2], [500, 1000]),
			'results.npy': npyOf('<f8', [2, 2], [-3, -1, 4, 5]),
			'ep_lengths.npy': npyOf('<i8', [2, 2], [90, 91, 92, 93]),
		}),
	},
	'wandb-left': {
		'run-20260102_030405-ab12cd34/files/config.yaml': 'lr:\n  value: 0.1\n_wandb:\n  value:\n    cli_version: 0.19.4\n',
		'run-20260102_030405-ab12cd34/files/wandb-summary.json':
			'{"acc": 0.5, "_step": 6, "_timestamp": 1767323106.7, "_wandb": {"runtime": 93}}',
		'run-20260102_030405-ab12cd34/logs/debug.log':
			'2026-01-02 03:05:06,007 INFO    MainThread:1 [wandb_run.py:_finish():1] finishing run me/p/ab12cd34\n2026-01-02 03:05:06,007 INFO MainThread:1 [x.py:y():2] got exitcode: 0\n',
	},
	mmengine: {
		[`${start}/${start}.log`]: '2026/11/26 14:49:01 - mmengine - INFO - Epoch(train) [1][3/8]  lr: 1.0e-01  loss: 0.29\n',
		[`${start}/vis_data/config.py`]:
			"model = dict(\n    heads=[dict(type='A', w=(1, 2.5)), None],\n    name='x')\ntrain_cfg = dict(max_epochs=3)\n",
		[`${start}/vis_data/scalars.json`]:
			'{"lr": 0.1, "loss": 0.29, "time": 0.009, "epoch": 1, "iter": 3, "step": 3}\n{"acc": 0.5, "time": 0.001, "step": 1}\n',
	},
	submitit: {
		'multirun.yaml': 'hydra: {}\n',
		'0/.hydra/config.yaml': 'lr: 0.1\n',
		'0/.hydra/hydra.yaml': "hydra:\n  job:\n    name: app\n    id: '71'\n    num: 0\n",
		'.submitit/71/71_submitted.pkl': 'x',
		'.submitit/71/71_0_log.out':
			'submitit INFO - Starting with JobEnvironment(job_id=71, hostname=gpu3, local_rank=0(1))\nepoch 1 loss 0.5\n',
		'.submitit/71/71_0_result.pkl': '(Verror\nVTraceback:\\u000aValueError: bad x\\u000a\nt.',
	},
	ray: {
		[`${trial}/params.json`]: '{"lr": 0.9, "arch": {"w": 2}}',
		[`${trial}/params.pkl`]: 'x',
		[`${trial}/result.json`]:
			'{"loss": 1.0, "done": false, "training_iteration": 1, "trial_id": "c7_0", "date": "2026-11-27_13-38-15"}\n' +
			'{"loss": 0.5, "done": true, "training_iteration": 2, "trial_id": "c7_0", "date": "2026-11-27_13-38-16"}\n',
		[`${trial}/progress.csv`]: 'loss,done,training_iteration,trial_id\n1.0,False,1,c7_0\n0.5,True,2,c7_0\n',
		[`${trial}/error.txt`]:
			'Failure # 1 (occurred at 2026-11-27_13-38-17)\nray::f.train() (pid=14376, ip=192.0.2.2)\nValueError: x\n',
		'exp/experiment_state-2026-11-27_13-38-07.json': JSON.stringify({
			trial_data: [
				[
					'{"trial_id": "c7_0", "max_failures": 0, "status": "ERROR", "relative_logdir": "f_c7_0_lr=0.9_2026-11-27_13-38-07"}',
					'{"start_time": 1795786695.94, "last_result_time": 1795786697.25}',
				],
			],
			stats: {},
		}),
	},
	'ray-table': {
		[`${trial}/params.json`]: '{"lr": 0.9}',
		[`${trial}/progress.csv`]:
			'loss,done,training_iteration,trial_id,hist_stats/lengths\n1.0,False,1,c7_0,"[7, 9]"\n0.5,True,2,c7_0,"[8, ""x"", 3]"\n',
		'exp/experiment_state-2026-11-27_13-38-07.json': JSON.stringify({
			checkpoints: [
				{trial_id: 'c7_0', status: 'RUNNING', logdir: `/x/${trial}`, stopping_criterion: {'a/training_iteration': 4, loss: 0.1}},
			],
		}),
	},
	catboost: {
		'info/catboost_training.json': '{"meta":{"test_sets":["test"],"iteration_count":4,"name":"experiment"},"iterations":[]}',
		'info/learn_error.tsv': 'iter\tLogloss\n0\t0.7\n1\t0.6\n',
		'info/test_error.tsv': 'iter\tLogloss\n0\t0.8\n1\t0.7\n',
	},
	'autoresearch-lines': {
		'autoresearch.jsonl':
			'{"type":"config","name":"smaller","metricName":"kb","metricUnit":"kb","bestDirection":"lower"}\n' +
			'{"run":1,"commit":"1f2e3d4","metric":12.5,"metrics":{"s":3},"status":"keep","description":"as it is","timestamp":1760000000000}\n' +
			'{"run":2,"commit":"1f2e3d4","metric":0,"metrics":{},"status":"crash","description":"none","timestamp":1760000060000}\n',
	},
	'info-curves': {
		'sacred/1/run.json': '{"experiment": {"name": "team"}, "status": "RUNNING", "start_time": "2026-01-02T03:04:05.000006"}',
		'sacred/1/config.json': '{"seed": 3}',
		'sacred/1/info.json': '{"won": [0.1, {"dtype": "float64", "value": 0.25}], "won_T": [100, 200], "lone_T": [1], "word": "x"}',
	},
	starts: {
		'again/train.log': 'Epoch 1/2 loss: 0.9\nEpoch 2/2 loss: 0.7\nTraining complete\nEpoch 1/2 loss: 0.8\nEpoch 2/2 loss: 0.6\n',
		'again/metrics.csv': 'epoch,loss\n0,0.9\n1,0.7\nepoch,loss\n0,0.8\n1,0.6\n',
		'lists/losses.csv': '0.91,0.82,0.73,0.64,0.55,0.46,0.37,0.28,0.19,0.1,0.9,0.8,0.7,0.6,0.5,0.4,0.3,0.2,0.1,0.05\n',
		'lists/train_loss.txt': '[0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3]',
		'results/one_seed1.json': '{"1": {"loss": 0.9, "acc": 0.1}, "2": {"loss": 0.7, "acc": 0.2}, "3": {"loss": 0.5, "acc": 0.3}}',
		'results/two_seed2.json': '{"train": [{"loss": 0.9, "acc": 0.1}, {"loss": 0.8, "acc": 0.2}], "losses": [0.3, 0.2, 0.1]}',
	},
	native: {
		'a/xtui-run.json': '{"xtui": 1, "id": "a", "name": "a", "config": {"lr": 0.1}, "started_at": 1760000000, "pid": 4194000}',
		'a/metrics.jsonl': '{"step": 1, "time": 1760000001, "loss": 0.5}\n{"step": 2, "loss": NaN}\n',
		'a/output.log': 'epoch 1 loss 0.5\n',
		'a/exit.json': '{"ended_at": 1760000100.5, "exit_code": 1, "signal": null, "error": "ValueError"}',
		'a/journal.jsonl': '{"at": 1760000101, "by": "me@here", "op": "tag", "value": "x", "key": "k1"}\n',
	},
	rows: {
		'csv/metrics.csv': 'step,time,"val loss",acc\n1,2025-01-01T00:00:00,0.5,nan\n2,,"0,5",1e400\n',
		'jsonl/metrics.jsonl': '{"step": 1, "a": {"b": -Infinity}, "c": "0.5"}\n{"step": 2, "a": {"b": 12345678901234567890}}\n',
		'log/train.log':
			'Epoch 1/3: 10%|█ | 1/10 [00:01<00:09, 1.0it/s, loss=0.5]\r\nTraceback (most recent call last):\nValueError: x\n',
	},
};
