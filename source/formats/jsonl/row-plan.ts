import {type JsonKey, type JsonScanner, valueKinds} from '../../encodings/json/json-scan.ts';
import {dataOf, ownDataNote, ownDataOf} from '../plain/names/data-words.ts';
import {isMeasureBeside, isMeasured, isServiceField, measureNote, serviceMarks} from '../plain/names/id-names.ts';
import {countsRows} from '../plain/names/step-names.ts';
import {writtenStep} from '../plain/names/worded-steps.ts';
import {mayNumberParts} from '../plain/rows/blocks.ts';
import {tellsCurves} from '../plain/rows/curves.ts';
import {type KeyRole, roleOf} from './key-roles.ts';
import {LineCounters} from './line-counters.ts';
import {LineMoment} from './line-moment.ts';
import type {NumberTexts} from './number-texts.ts';

/** What the entries of one scanned line are; -1 for an entry that it does not have. */
export class RowPlan {
	/** Entry that counts steps, where the line was not found to have none. */
	stepAt = -1;
	private counters: LineCounters;
	private readonly moment: LineMoment;
	/** Epoch beside it, NaN where there is none. */
	epoch = Number.NaN;
	/** Data that the line is about, empty for training. */
	data = '';
	/** Moment of the line in milliseconds, NaN where it has none. */
	wallMs = Number.NaN;
	/** Entries with the name and the value of the one metric of the line. */
	nameAt = -1;
	valueAt = -1;
	/** Entry that repeats the planned number of steps, alone or behind the step. */
	totalAt = -1;
	/** True where an object holds settings; where in there are those that do not change, and those that were found to, which are metrics. */
	hasConfig = false;
	configAt: number[] = [];
	measuredAt: number[] = [];
	/** Entries that are neither times, nor the step, nor a planned total. */
	metricsAt: number[] = [];
	/** Entries that may say which of several curves the line is of. */
	curvesAt: number[] = [];
	curveNames: string[] = [];
	/** Entries that may set the line apart from those of another curve; what tells such lines from others. */
	apartAt: number[] = [];
	apartNames: string[] = [];
	apartKey = '';
	/** Entries that repeat a setting of the run. */
	settingsAt: number[] = [];
	/** True when a line showed that lines before it were read wrongly: what it showed is in the notes. */
	stale = false;
	/** Entries that are left out as ids by their names. */
	private idsAt: number[] = [];
	private dataAt: number[] = [];
	private readonly roles: KeyRole[] = [];
	/** Keys and kinds of the line before: most lines are like it. */
	private keys: JsonKey[] = [];
	private kinds = new Uint8Array(0);

	/**
	 * @param notes what was learnt of the file's lines
	 * @param texts is told of the metrics that have numbers of JSON
	 * @param keepsAll true where every number was logged as a metric
	 */
	constructor(
		private readonly scanner: JsonScanner,
		private readonly notes: Set<string>,
		private readonly texts: NumberTexts,
		private readonly keepsAll: boolean,
	) {
		this.counters = new LineCounters(scanner, notes);
		this.moment = new LineMoment(scanner);
	}

	/** Entry that counts epochs; -1 for none, as of all that follow. */
	get epochAt(): number {
		return this.counters.epochAt;
	}

	/** Entry that counts steps by a name that plans have too, where no other one does. */
	get plannedAt(): number {
		return this.counters.plannedAt;
	}

	/** Entry that may count within epochs where the step is the epoch. */
	get innerAt(): number {
		return this.counters.innerAt;
	}

	/** Entry that counts through the whole run where the step may not. */
	get globalAt(): number {
		return this.counters.globalAt;
	}

	/** Looks through the line that was scanned last. */
	update(): void {
		if (!this.isLikeBefore()) this.assign();
		this.stepAt = this.counters.stepAt;
		for (const i of this.idsAt) this.lookAtId(i);
		this.wallMs = this.moment.read();
		this.epoch = this.epochAt < 0 ? Number.NaN : this.numberAt(this.epochAt);
		this.data = this.dataAt.length === 0 ? '' : this.readData();
	}

	/** An id with a fraction is a metric, in all lines. */
	private lookAtId(i: number): void {
		const {path} = this.keys[i]!;
		if (!isMeasured(path, this.numberAt(i))) return;
		this.notes.add(measureNote(path));
		this.stale = true;
	}

	private isMeasure(path: string): boolean {
		return this.notes.has(measureNote(path)) || isMeasureBeside(path, other => this.keys.some(key => key.path === other));
	}

	private isLikeBefore(): boolean {
		const {scanner, keys, kinds} = this;
		if (scanner.count !== keys.length) return false;
		for (let i = 0; i < keys.length; i++) if (scanner.keys[i] !== keys[i] || scanner.kinds[i] !== kinds[i]) return false;
		const {stepAt} = this.counters;
		return stepAt < 0 || Number.isFinite(this.numberAt(stepAt));
	}

	private assign(): void {
		const {scanner, keepsAll} = this;
		this.keys = scanner.keys.slice(0, scanner.count);
		this.kinds = scanner.kinds.slice(0, scanner.count);
		this.counters = new LineCounters(scanner, this.notes);
		this.dataAt = [];
		this.nameAt = -1;
		this.valueAt = -1;
		this.totalAt = -1;
		this.hasConfig = false;
		this.configAt = [];
		this.measuredAt = [];
		this.metricsAt = [];
		this.curvesAt = [];
		this.curveNames = [];
		this.apartAt = [];
		this.settingsAt = [];
		this.idsAt = [];
		const timesAt: number[] = [];
		let marks = 0;
		for (let i = 0; i < scanner.count; i++) {
			const role = this.roleAt(i);
			if (role.isServiceMark) marks++;
			if (role.isTime) timesAt.push(i);
			else if (role.isConfig) this.assignConfig(i);
			else if (role.totalUnit !== null) this.totalAt = i;
			else this.assignLogged(i, role);
		}
		this.counters.settle(stepAt => this.roleAt(stepAt).mayBeginAnew);
		this.stepAt = this.counters.stepAt;
		if (keepsAll) this.apartAt = [];
		if (this.valueAt >= 0) this.apartAt = this.apartAt.filter(i => i !== this.nameAt);
		this.apartNames = this.apartAt.map(i => scanner.keys[i]!.path);
		this.apartKey = this.apartNames.join('\n');
		this.moment.assign(timesAt, this.keys);
		this.dataAt.sort((a, b) => this.roleAt(a).dataRank - this.roleAt(b).dataRank);
		this.metricsAt = this.metricsAt.filter(i => i !== this.stepAt && !this.isRepeated(i));
		if (marks === serviceMarks.size && !keepsAll)
			this.metricsAt = this.metricsAt.filter(i => !isServiceField(this.keys[i]!.path));
	}

	private assignConfig(i: number): void {
		this.hasConfig = true;
		const isMeasured = this.notes.has(measureNote(this.keys[i]!.path)) && !this.isParted();
		(isMeasured ? this.measuredAt : this.configAt).push(i);
		if (isMeasured) this.metricsAt.push(i);
	}

	/** Assigns an entry that is neither a time, nor a setting in its place, nor a planned total alone. */
	private assignLogged(i: number, role: KeyRole): void {
		const {scanner} = this;
		if (role.isStepOfTotal) this.totalAt = i;
		const {path} = this.keys[i]!;
		const isText = this.kinds[i] === valueKinds.text;
		if (role.isMetricValue) this.valueAt = i;
		else if (role.isMetricName && isText) this.nameAt = i;
		else if (role.dataRank >= 0 && isText) this.dataAt.push(i);
		const isId = role.isId && !this.keepsAll && (role.isSetting || !this.isMeasure(path));
		const isCurve = tellsCurves(this.notes, path);
		if ((role.mayTellCurves && (isId || !this.notes.has(measureNote(path)))) || isCurve) {
			this.curvesAt.push(i);
			this.curveNames.push(path);
			if (isCurve) return;
		} else if (isText ? !this.notes.has(ownDataNote(path)) && Number.isNaN(scanner.textNumber(i)) : mayNumberParts(path))
			this.apartAt.push(i);
		if (isId) {
			(role.isSetting ? this.settingsAt : this.idsAt).push(i);
			return;
		}
		this.metricsAt.push(i);
		if (this.kinds[i] === valueKinds.number) this.texts.hasNumber(this.keys[i]!);
		if (role.stepRank >= 0 && Number.isFinite(this.numberAt(i))) this.counters.take(i, role);
	}

	/** True where the lines are of several curves, each with settings of its own. */
	private isParted(): boolean {
		return this.keys.some(({path}) => tellsCurves(this.notes, path));
	}

	private isRepeated(i: number): boolean {
		return this.stepAt >= 0 && !this.keepsAll && countsRows(this.keys[i]!.path);
	}

	/** The line at hand has no step: what counts in it is about something else. */
	dropStep(): void {
		this.stepAt = -1;
	}

	private readData(): string {
		for (const i of this.dataAt) {
			const text = this.scanner.text(i) ?? '';
			const data = this.notes.has(ownDataNote(this.keys[i]!.path)) ? ownDataOf(text) : dataOf(text);
			if (data !== '') return data;
		}
		return '';
	}

	roleAt(i: number): KeyRole {
		const key = this.scanner.keys[i]!;
		let role = this.roles[key.id];
		if (role === undefined) {
			role = roleOf(key);
			this.roles[key.id] = role;
		}
		return role;
	}

	/** Number of an entry, written as one or as a text, also a step in words; NaN where it is none. */
	numberAt(i: number): number {
		if (this.scanner.kinds[i] === valueKinds.number) return this.scanner.values[i]!;
		const number = this.scanner.textNumber(i);
		if (!Number.isNaN(number)) return number;
		const role = this.roleAt(i);
		if (role.isStepOfTotal) return this.partOf(i, 1);
		if (role.stepRank < 0) return Number.NaN;
		return writtenStep(this.scanner.keys[i]!.name, this.scanner.text(i) ?? '') ?? Number.NaN;
	}

	/** Planned total that an entry tells, NaN where it tells none. */
	totalOf(i: number): number {
		return this.roleAt(i).isStepOfTotal ? this.partOf(i, 2) : this.numberAt(i);
	}

	/** The step, or the total, in "10/100". */
	private partOf(i: number, part: 1 | 2): number {
		return Number(/^(\d+)\/(\d+)$/.exec(this.scanner.text(i) ?? '')?.[part] ?? Number.NaN);
	}
}
