import {isMetricName} from '../../plain/names/telling.ts';
import {askedByForm} from '../line/by-form.ts';
import {readStatement} from '../line/statement/statement.ts';
import {isPhase, isTraining} from '../line/words.ts';
import type {Bar} from './bars.ts';

/** Bars of work around training: preparing data, loading weights, evaluating. A value is not of validation. */
const sideLabels =
	/\b(?:map|filter|download|tokeniz|load|generat|extract|preprocess|process|cach|flatten|sav|collat|pack|shard|fetch|read|build|index|convert|valid|val(?!ue)|eval|test|predict|sanity|infer|sampl|upload|writ|copy|import|checkpoint|warm)[a-z]*/i;
const ofDev = /\bdev\b/i;
const ofTraining = /\btrain/i;
/** Words for what an evaluation does: "Evaluating", "Validating", "Predicting", "Inference", "Sanity Checking". */
const evaluating = /^(?:valid|val(?!ue)|eval|test|predict|sanity|infer)/i;
/** As much of them as names its data. */
const dataIn = /^(?:val|eval|test|predict)/i;
/** What is copied or prepared: bytes with the factor that tqdm puts before its unit, "168MB/s", and rows of data. */
const sideUnits = /^(?:[kMGTP]?i?B|examples?|files?|shards?|ex)$/i;
const values = /([a-z_](?:[\w ]*[a-z_])?)\s*[:=]?\s*-?(?:\d+\.\d+(?:e[-+]?\d+)?|nan\b(?:\(ind\))?|inf\b)/gi;
/** Names that say what is measured of an evaluation. */
export const ofEvaluation = /^(?:eval|val(?!ue)|test|predict)/i;

/** A label without its numbers, which change from one drawing to the next. */
export const withoutNumbers = (label: string): string => label.replaceAll(/-?\d+/g, '#');

/** What bars are told apart by. */
export const nameOfBar = ({label, total}: Bar): string => `${withoutNumbers(label)}\n${total}`;

/** True for bars whose values belong to something else than training. */
export const isSideBar = (bar: Bar): boolean => isSideLabel(bar.label) || isOfSideUnit(bar);

const isSideLabel = askedByForm(text => {
	const label = withoutValues(text).replace(/epochs?/i, '');
	return sideLabels.test(label) || (ofDev.test(label) && !ofTraining.test(label));
});

/** True for a bar that is called just "dev", which may also be what a program is run for. */
export const isJustDev = ({label}: Bar): boolean => /^dev$/i.test(label);

/** True for a bar of what is copied or prepared. A training may count bytes or examples too: it says metrics, or its epoch. */
export function isOfSideUnit({unit, postfix, epoch}: Bar): boolean {
	return sideUnits.test(unit) && epoch === null && !readStatement(postfix).pairs.some(({name}) => isMetricName(name));
}

/** True for a label that may have a value: only then is it worth to look for one, which takes long. */
export const mayHaveValue = (label: string): boolean => /\d\.\d|nan\b|inf\b/i.test(label);

/** A label without the values of a training, which may say those of its evaluations too: "train loss: 0.5, val loss: 0.6". */
function withoutValues(label: string): string {
	if (!mayHaveValue(label)) return label;
	const names = Array.from(label.matchAll(values), found => found[1]!);
	const isOfTraining = names.length > 0 && (!ofEvaluation.test(names[0]!) || names.some(name => /^train/i.test(name)));
	return isOfTraining ? label.replaceAll(values, '') : label;
}

/** The data that the label of a bar says it goes over: "Val" of "Epoch 1/3 [Val]", "eval" of "Evaluating"; null where it says none. */
export function dataOfBar({label}: Bar): string | null {
	const words = withoutValues(label).match(/[a-z]+/gi) ?? [];
	const data = words.find(word => isPhase(word) && !isTraining(word));
	if (data !== undefined) return data;
	const verb = words.find(word => evaluating.test(word));
	return verb === undefined ? null : (dataIn.exec(verb)?.[0] ?? verb).toLowerCase();
}
