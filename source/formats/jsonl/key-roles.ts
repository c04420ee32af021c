import type {JsonKey} from '../../encodings/json/json-scan.ts';
import {isConfigPath} from '../plain/names/config-names.ts';
import {dataKeyRank} from '../plain/names/data-words.ts';
import {isIdName, isSettingId, serviceMarks} from '../plain/names/id-names.ts';
import {isMetricNameKey, isMetricValueKey} from '../plain/names/long-format.ts';
import {ownStepRank} from '../plain/names/own-names.ts';
import {
	countsWithinEpoch,
	isEpochCounter,
	isTellingStep,
	namesStepOfTotal,
	stepRank,
	totalUnit,
} from '../plain/names/step-names.ts';
import {isTimeName} from '../plain/names/time-names.ts';
import {isPlannedCount} from '../plain/names/told-names.ts';
import {mayTellCurves} from '../plain/rows/curves.ts';
import {isGlobalStep, mayBeginAnew} from '../plain/rows/global-counter.ts';

const nestedRank = 1000;

/** What a key is for. */
export interface KeyRole {
	/** Place in the order of step names, -1 for a key that counts no steps. */
	stepRank: number;
	isTime: boolean;
	isEpoch: boolean;
	/** Counts steps by a name that plans have too, `epochs`; or by one that means nothing by itself, `n`. */
	isPlanned: boolean;
	isVague: boolean;
	/** May count within epochs. */
	isInner: boolean;
	/** Says of itself that it counts through the whole run; or may begin anew there. */
	isGlobal: boolean;
	mayBeginAnew: boolean;
	/** Place among the keys that say which data a line is about, -1 for others. */
	dataRank: number;
	/** May say which of several curves a line is of. */
	mayTellCurves: boolean;
	/** Holds an id, which is no metric; `isSetting` where it is one of the run's settings too. */
	isId: boolean;
	isSetting: boolean;
	/** Holds the step and the planned total in one text, "10/100": ms-swift writes so. */
	isStepOfTotal: boolean;
	/** One of the keys that tell a service's log line. */
	isServiceMark: boolean;
	/** True inside an object called config, hparams and the like. */
	isConfig: boolean;
	/** Unit of a planned total, null for other keys. */
	totalUnit: 'step' | 'epoch' | null;
	/** Holds the name, or the value, of the one metric of a line. */
	isMetricName: boolean;
	isMetricValue: boolean;
}

/** The role of a key by its name and place. A step inside a nested object counts where the line has none outside. */
export function roleOf(key: JsonKey): KeyRole {
	const isConfig = isConfigPath(key.path);
	const whole = stepRank(key.path);
	const isStepOfTotal = namesStepOfTotal(key.path);
	const nested = key.path !== key.name && isTellingStep(key.name) ? nestedRank + stepRank(key.name) : -1;
	return {
		stepRank: isConfig ? -1 : isStepOfTotal ? stepRank('global_step') : whole >= 0 ? whole : nested,
		isTime: isTimeName(key.name),
		isEpoch: isEpochCounter(key.name),
		isPlanned: isPlannedCount(key.path) && ownStepRank(key.path) < 0,
		isVague: /^[nx]$/i.test(key.path) && ownStepRank(key.path) < 0,
		isInner: !isConfig && whole >= 0 && countsWithinEpoch(key.path),
		isGlobal: !isConfig && isGlobalStep(key.path),
		mayBeginAnew: mayBeginAnew(key.path),
		dataRank: dataKeyRank(key.path),
		mayTellCurves: mayTellCurves(key.path),
		isId: whole < 0 && nested < 0 && isIdName(key.path),
		isSetting: isSettingId(key.path),
		isStepOfTotal,
		isServiceMark: serviceMarks.has(key.path),
		isConfig,
		totalUnit: isStepOfTotal ? null : totalUnit(key.name),
		isMetricName: isMetricNameKey(key.path),
		isMetricValue: isMetricValueKey(key.path),
	};
}
