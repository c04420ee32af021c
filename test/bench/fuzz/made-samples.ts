const start = '20261126_144856';
const trial = 'exp/f_c7_0_lr=0.9_2026-11-27_13-38-07';

/** Runs of formats that are written in a few lines and have no fixture of their own: by name, their files' texts by path. */
export const madeSamples: Record<string, Record<string, string>> = {
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
