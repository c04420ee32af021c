import {aim} from './aim/index.ts';
import {autoresearch} from './autoresearch/index.ts';
import {baselines} from './baselines/index.ts';
import {clearml} from './clearml/index.ts';
import {comet} from './comet/index.ts';
import {csvFormat} from './csv/index.ts';
import {d3rlpy} from './d3rlpy/index.ts';
import {dvc} from './dvc/index.ts';
import {dvclive} from './dvclive/index.ts';
import {flexlock} from './flexlock/index.ts';
import type {Format} from './format.ts';
import {gage} from './gage/index.ts';
import {guild} from './guild/index.ts';
import {hfTrainer} from './hf-trainer/index.ts';
import {hydra} from './hydra/index.ts';
import {jsonFormat} from './json/index.ts';
import {jsonlFormat} from './jsonl/index.ts';
import {kerasCsv} from './keras-csv/index.ts';
import {kerasTuner} from './keras-tuner/index.ts';
import {lightning, lightningCsv} from './lightning/index.ts';
import {mlAgents} from './ml-agents/index.ts';
import {mlflow} from './mlflow/index.ts';
import {mmengine} from './mmengine/index.ts';
import {nativeFormat} from './native/index.ts';
import {neptune} from './neptune/index.ts';
import {optuna} from './optuna/index.ts';
import {polyaxon} from './polyaxon/index.ts';
import {ray} from './ray/index.ts';
import {recorder} from './recorder/index.ts';
import {sacred} from './sacred/index.ts';
import {submitit} from './submitit/index.ts';
import {swanlab} from './swanlab/index.ts';
import {textlogFormat} from './textlog/index.ts';
import {tfevents} from './tfevents/index.ts';
import {trackio} from './trackio/index.ts';
import {ultralytics} from './ultralytics/index.ts';
import {visualDl} from './visualdl/index.ts';
import {wandb} from './wandb/index.ts';
import {xman} from './xman/index.ts';

/** Every format that xtui reads. A new one is a folder beside this file and a line here. */
export const formats: readonly Format[] = [
	nativeFormat,
	xman,
	flexlock,
	guild,
	gage,
	recorder,
	wandb,
	mlflow,
	optuna,
	aim,
	trackio,
	swanlab,
	neptune,
	clearml,
	comet,
	polyaxon,
	sacred,
	hydra,
	hfTrainer,
	lightningCsv,
	lightning,
	mlAgents,
	ultralytics,
	dvclive,
	dvc,
	kerasCsv,
	d3rlpy,
	kerasTuner,
	autoresearch,
	mmengine,
	ray,
	tfevents,
	visualDl,
	baselines,
	submitit,
	jsonlFormat,
	csvFormat,
	jsonFormat,
	textlogFormat,
];
