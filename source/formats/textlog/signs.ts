import {stripControls} from '../../encodings/text/controls.ts';
import {decodeLog} from '../../encodings/text/log-text.ts';
import {sniffUtf16, toUtf8} from '../../encodings/text/utf16.ts';
import {isCommonWord, isMetricName} from '../plain/names/telling.ts';
import {ofLauncher} from './ending/process-death.ts';
import {BuildSteps} from './line/others/build-steps.ts';
import {createLineScanner} from './line-scanner.ts';

/** A line of a system's log, with the process that wrote it. */
const syslogLine = /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [\w.-]+ ([\w./-]+)(?:\[\d+\])?: /;
/** Processes of a system's log that may train; of all others the metrics have to show it. */
const trainers = /python|torchrun|train/i;

/** What only the end of a job or of a training says: Slurm, GPUs, the launchers of PyTorch, code that trains or that its libraries are. */
const trainingEnd =
	/slurmstepd\S*: error|^srun: error|\bCUDA (?:out of memory|error)|\bNCCL\b|\bChildFailedError|\btorch\.[\w.]*Error|(?<![a-z])(?:pre|re)?(?:train|fine_?tun)\w*\.py\b|-packages\/(?:torch\w*|tensorflow|keras|jax|flax|transformers|datasets|accelerate|deepspeed|(?:pytorch_)?lightning|mm(?:engine|cv|det|seg)|detectron2|ultralytics|fairseq2?|timm|xgboost|lightgbm|catboost|stable_baselines3|hydra|optuna)\//i;
/** What servers say of requests, and the frames of their frameworks in a traceback. */
const server =
	/(?: - |\] )"(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \/|-packages\/(?:uvicorn|starlette|fastapi|flask|werkzeug|django|gunicorn|celery|tornado|airflow|jupyter_server|notebook)\//i;
/** The same of what installs and tests packages, which a job may do before it trains. */
const installer = /-packages\/(?:setuptools|pip|_pytest)\/|\/distutils\//i;

/** What a piece of an output shows. */
export interface Signs {
	/** Signs of a run by its metrics and its progress; no more are counted than are enough. */
	count: number;
	/** True where something ended: any program's output may say that. */
	hasEnd: boolean;
	/** True where what ended is a job or a training by its own words. */
	isTrainingEnd: boolean;
	/** True for the output of a server, in which something may fail that is no run. */
	isOfServer: boolean;
	/** True for that, and for the output of a build. */
	isOfOthers: boolean;
}

/**
 * Signs of a run in a piece of a file.
 *
 * @param isOutput true for what is named as the output of a program
 * @param enough how many of them are looked for
 * @param hasStore says whether a study of Optuna may be kept beside the file: its trials are no signs of a run then, as they are runs of the study
 */
export function countSigns(bytes: Uint8Array, isOutput: boolean, enough: number, hasStore: () => boolean): Signs {
	const encoding = sniffUtf16(bytes);
	const text = encoding === null ? decodeLog(bytes) : decodeLog(toUtf8(bytes.subarray(0, bytes.length & ~1), encoding));
	const scanner = createLineScanner();
	const builds = new BuildSteps();
	const signs = {count: 0, hasEnd: false, isTrainingEnd: false, isOfServer: false, isOfOthers: false};
	for (const part of text.split(/[\r\n]+|\x08{2,}/)) {
		const line = stripControls(part).trimEnd();
		if (line === '') continue;
		const process = syslogLine.exec(line)?.[1];
		const {metrics, progress, ending, commas, isOfTrial, epoch} = scanner.scan(line);
		if (isOfTrial && hasStore()) continue;
		if (process !== undefined && !trainers.test(process)) {
			// Machines have errors and steps too: such a log needs the metrics of a training, and two of their rows.
			if (scanner.axis !== 'row' && metrics.some(({name}) => isMetricName(name) && !isCommonWord(name)))
				signs.count += enough / 2;
			if (signs.count >= enough) break;
			continue;
		}
		if (progress !== null) signs.count += progress.from === 'progress bar' || metrics.length > 0 ? 1 : 0.5;
		// Numbers without a step, or how much of an epoch is done, may be any program's; they need a metric's name, and company.
		const isUnread = commas.some(({isRead}) => !isRead);
		const isOfMetric = isUnread || metrics.some(({name}) => isMetricName(name));
		const isPlaced = scanner.axis !== 'row' || !Number.isNaN(epoch);
		if ((metrics.length > 0 || isUnread) && isPlaced) signs.count++;
		else if (isOutput && isOfMetric) signs.count += 0.4;
		// What runs any program says that each of its many steps went well.
		signs.hasEnd ||= ending !== null && !(ending.status === 'finished' && ending.strength === ofLauncher);
		// "Training finished" says it itself.
		signs.isTrainingEnd ||= ending?.strength === 0 || trainingEnd.test(line);
		signs.isOfServer ||= server.test(line);
		signs.isOfOthers ||= signs.isOfServer || installer.test(line) || builds.takeOfImage(line);
		if (signs.count >= enough) break;
	}
	return signs;
}
