import {isMetricName} from '../../plain/names/telling.ts';
import {isMeasured} from '../../plain/names/told-names.ts';
import {byForm} from '../line/by-form.ts';
import {phaseOf} from '../line/phases.ts';
import type {Pair} from '../line/statement/said.ts';
import {isQualified} from '../line/statement/value-names.ts';
import {isPhase} from '../line/words.ts';
import {isResultName} from './result-names.ts';

/** "loss 0.5 acc 0.9": nothing but names and numbers by turns. */
const bare = byForm(
	/^\s*(?:(?!nan\b|inf\b)[A-Za-z][\w@/.-]*(?: (?!nan\b|inf\b)[A-Za-z][\w@/.-]*)?\s+[-+]?(?:\d+(?:\.\d+)?(?:e[-+]?\d+)?|nan|inf)\b%?(?:[\s,;|]|-(?=\s))*)+$/i,
);
/** A number that may count. */
const withoutPoint = /\s[-+]?\d+(?:[\s,;|%]|$)/;
/** What settings limit and scale that are printed line by line: "target_kl 0.01", "score_thr 0.05". */
const limits = /^(?:max|min|target)_|_(?:thr|scale|alpha)$/i;
/** What benchmarks and code say alone as well: "score 12.5", "return 0.5". */
const everyday = /^(?:score|error|cost|returns?)$/i;
/** "测试集上的正确率": accuracy, precision, recall, loss; and the losses of detectors. */
const inLogs = /(?:(?:准|正|精)确率|召回率|损失)$|^(?:rpn|rcnn)_(?:cls|box)$/;
/** "保存最佳模型，验证损失: 0.5" tells of a row that has its own line. */
const ofBest = /最[佳好优高低]|保存/;
/** The data that a name begins with, and the rest of it: "val_IoU", "Val HR@10". */
const ofData = /^([A-Za-z]+)[ _/-](.+)$/;

const mayBeTold = (name: string): boolean => limits.test(name) || (isMetricName(name) && !isMeasured(name));

/** Knows what values are by the names that the log has, where no sign or usual name shows it. */
export class BareLines {
	/** The line as it is written: only lines without a place or a sign are looked at. */
	private text = '';

	/** @param isKnown whether the log has a series of that name */
	constructor(private readonly isKnown: (name: string) => boolean) {}

	takeLine(text: string): void {
		this.text = text;
	}

	/** True for a usual metric, and for what is said of some data that is a result, or that training has a series of. */
	isMeasured(name: string): boolean {
		if (isMetricName(name) || (inLogs.test(name) && !ofBest.test(this.text))) return true;
		const [, data, rest] = ofData.exec(name) ?? [];
		return data !== undefined && isPhase(data) && (isResultName(rest!) || this.isKnown(rest!));
	}

	/** True for the name of what an evaluation comes to, on a line that does not tell of the best so far. */
	isResult(name: string): boolean {
		return isResultName(name) && !ofBest.test(this.text);
	}

	/**
	 * True for a line of `print("loss", loss, "acc", acc)`: metrics alone, each with its number. A name of more words is one where its data, or what it is
	 * of them, is among those; a number without a point counts unless the series is known.
	 * @param isHeaded true below a line that says of what place they are: there a setting may be told too
	 * @param isFirst true before all rows
	 */
	areValues(pairs: readonly Pair[], isHeaded: boolean, isFirst: boolean): boolean {
		if (!pairs.every(pair => this.isValue(pair)) || !bare.test(this.text)) return false;
		return isHeaded || !pairs.every(({name}) => mayBeTold(name) || (isFirst && everyday.test(name)));
	}

	private isValue({name, value, sign, parts, isOfThings}: Pair): boolean {
		if (sign !== '' || parts !== undefined || isOfThings === true) return false;
		if (!this.isMeasured(name) && !isResultName(name)) return false;
		const words = name.split(' ');
		// Of several words a path is what was evaluated, not what it came to.
		const isName =
			words.length === 1 || (!name.includes('/') && (words.some(word => phaseOf(word) !== null) || isQualified(name)));
		return isName && (!Number.isInteger(value) || !withoutPoint.test(this.text) || this.isKnown(name));
	}
}
