import {parseNumber} from '../../../encodings/numbers/odd-number.ts';
import {byForm} from '../line/by-form.ts';
import type {NamedValue} from '../line-result.ts';

/** What a line of YOLO's tables says. */
export interface YoloRow {
	/** True for a line of an epoch's training, false for one of its validation. */
	isTraining: boolean;
	epoch: number;
	/** How many epochs there are; null below the head of a validation. */
	epochs: number | null;
	countsFromZero: boolean;
	metrics: NamedValue[];
}

const trainHead = byForm(/^\s*Epoch\s+(gpu_mem)\s+(\S.*)$/i);
const valHead = /^\s*(?:Class\s+(Images\s+(?:Instances|Labels|Targets))|classes)\s+(\S.*?):?\s*$/;
/** What a row of classes has counted before what was measured. */
const countedColumns = 2;
const trainRow = /^\s*(\d+)\/(\d+)\s+([\d.]+(?:e[-+]?\d+)?)G\s+(\S.*)$/;
const valRow = /^\s*all\s+(\S.*)$/;
/** A bar of tqdm, or Ultralytics' own. */
const bar = /:?\s+\d+%(?:\||\s+[━╸─]).*$/;
/** What is said of the batch at hand. */
const ofBatch = /^(?:instances|labels|targets|size|img_size)$/i;
/** Behind these lines the weights that were kept are validated once more. */
const over = /^\s*(?:\d+ epochs completed in |Validating \S+\.pt)/;

/**
 * Reads what YOLOv5 and Ultralytics print of each epoch: a head "Epoch GPU_mem box_loss … Size" with a row "1/3 2.31G 1.1 … 640" and a bar behind it,
 * then a head "Class Images Instances Box(P R mAP50 mAP50-95)" with a row of all classes. Rows of single classes are left out. YOLOv5 counts
 * epochs from 0 and names the last one; it alone has a loss of objects.
 */
export class YoloTable {
	private names: string[] = [];
	private memory = '';
	private measured: string[] = [];
	/** Columns of the validation's table before those. */
	private counted = 0;
	private epoch: number | null = null;
	private isOver = false;
	private countsFromZero = false;

	/** Takes a line; null for every line of other things. */
	take(line: string): YoloRow | null {
		const head = trainHead.exec(line);
		if (head !== null) {
			this.memory = head[1]!;
			this.names = head[2]!.trim().split(/\s+/);
			this.measured = [];
			this.isOver = false;
			this.countsFromZero ||= this.names.some(name => /^obj/i.test(name));
			return null;
		}
		if (this.names.length === 0) return null;
		if (over.test(line)) this.isOver = true;
		return this.takeTraining(line) ?? this.takeValidation(line);
	}

	private takeTraining(line: string): YoloRow | null {
		const [, epoch, last, memory, rest] = trainRow.exec(line) ?? [];
		if (epoch === undefined) return null;
		const values = rest!.replace(bar, '').trim().split(/\s+/).map(parseNumber);
		if (values.length !== this.names.length || values.includes(null)) return null;
		this.epoch = Number(epoch);
		this.countsFromZero ||= this.epoch === 0;
		const metrics = this.names.flatMap((name, i) => (ofBatch.test(name) ? [] : [{name, value: values[i]!}]));
		return this.row(true, [...metrics, {name: this.memory, value: Number(memory)}], Number(last) + Number(this.countsFromZero));
	}

	private takeValidation(line: string): YoloRow | null {
		if (this.epoch === null) return null;
		const head = valHead.exec(line.replace(bar, ''));
		if (head !== null) {
			this.measured = namesOf(head[2]!);
			this.counted = head[1] === undefined ? 0 : countedColumns;
			return this.row(false, []);
		}
		const cells = this.measured.length === 0 ? undefined : valRow.exec(line)?.[1]?.trim().split(/\s+/).map(parseNumber);
		// In a row that is torn the counts would stand where measures do.
		if (cells === undefined || cells.length < this.counted + this.measured.length) return null;
		const values = cells.slice(-this.measured.length);
		if (values.includes(null)) return null;
		return this.row(false, this.isOver ? [] : this.measured.map((name, i) => ({name, value: values[i]!})));
	}

	private row(isTraining: boolean, metrics: YoloRow['metrics'], epochs: number | null = null): YoloRow {
		return {isTraining, epoch: this.epoch!, epochs, countsFromZero: this.countsFromZero, metrics};
	}
}

/** "Box(P R mAP50) Mask(P R mAP50)" → P, R, mAP50, Mask P, Mask R, Mask mAP50: what is measured of boxes stands first, and has no name elsewhere. */
function namesOf(head: string): string[] {
	let group = '';
	return head.split(/\s+/).map(cell => {
		const [, opened, name] = /^(?:(\w+)\()?(.*?)\)?$/.exec(cell)!;
		if (opened !== undefined) group = opened === 'Box' ? '' : `${opened} `;
		return group + name!;
	});
}
