import type {FileContext} from '../plain/files-source.ts';
import {isMetricName} from '../plain/names/telling.ts';
import type {LineResult} from './line-result.ts';

const points = 'numbers have decimal points, or commas between thousands';
const often = 'often decimal commas in ';
const once = 'decimal commas among others in ';
const point = /\d\.\d/;
const millions = /(?<![\d,])\d{1,3},\d{3},\d{3}(?!\d|,\d)/;
/** Steps are whole: their comma parts thousands. */
const steps = /\b(?:step|iter(?:ation)?|update|timestep)s?\s?[:=]?\s?[1-9]\d{0,2}(?:,\d{3})+(?!\d|,\d)/i;
const fromMillions = 1e6;
/** What no list is for long, and no number with thousands: "0,15", "2,7183", "91,25%". */
const certain = /^[-+]?(?:0,\d{2,}|\d+,\d{4,}|\d+,(?:\d\d?)%)$/;
const fewestLines = 2;

/**
 * Learns from a log what the commas in its numbers mean. "0,15" is not read, as a list of two is written so too; "1,625" is, with thousands, unless
 * values of its own name have decimals behind a comma, or those of another one in a log without decimal points. What is learnt late is in the
 * notes, for reading anew.
 */
export class DecimalCommas {
	/** True where what was learnt makes wrong what was read, left out or said before. */
	stale = false;
	private readonly notes: Set<string>;
	/** Lines with a value of that name that was not read, and how many of them were certain to have decimals. */
	private readonly unread = new Map<string, {lines: number; certain: number}>();
	/** Names of values whose comma may part thousands: of those that were read, and of those that were not. */
	private readonly grouped = {read: new Set<string>(), left: new Set<string>()};
	/** What was written last under names that are not known. */
	private readonly others = new Map<string, string>();
	private example: string | null = null;
	private isSaid = false;

	constructor(private readonly context: FileContext) {
		this.notes = context.notes;
	}

	/** True where a comma in values of that name parts decimals for all that is known. */
	partsDecimals(name: string): boolean {
		const {notes} = this;
		if (notes.has(often + name)) return true;
		if (notes.has(points)) return false;
		for (const note of notes) if (note.startsWith(often) || note.startsWith(once)) return true;
		return false;
	}

	/** Takes what a line says, which is that one. */
	take({commas, metrics}: LineResult, line: string): void {
		const isNew = this.takePoints(metrics, line);
		if (commas.length === 0 && !isNew) return;
		for (const {name, text, isGrouped, isRead} of commas) {
			if (isGrouped) this.grouped[isRead ? 'read' : 'left'].add(name);
			else if (isMetricName(name)) this.countUnread(name, text);
			else this.countOther(name, text);
			if (!isRead && isMetricName(name)) this.example ??= text;
		}
		this.learn();
	}

	/** True for the first line that shows what no number with a decimal comma is. */
	private takePoints(metrics: LineResult['metrics'], line: string): boolean {
		if (this.notes.has(points)) return false;
		const hasPoint = metrics.some(({value}) => Number.isFinite(value) && !Number.isInteger(value)) && point.test(line);
		const hasMillions = metrics.some(({value}) => value >= fromMillions) && millions.test(line);
		const isShown = hasPoint || hasMillions || (line.includes(',') && steps.test(line));
		if (isShown) this.notes.add(points);
		return isShown;
	}

	/** Under a name that says nothing, lists of two may stand as well, which stay the same from line to line; and where others have points, they do. */
	private countOther(name: string, text: string): void {
		const before = this.others.get(name) ?? text;
		this.others.set(name, text);
		if (before === text || this.notes.has(points)) return;
		this.countUnread(name, '');
		this.example ??= text;
	}

	private countUnread(name: string, text: string): void {
		const count = this.unread.get(name) ?? {lines: 0, certain: 0};
		count.lines++;
		if (certain.test(text)) count.certain++;
		this.unread.set(name, count);
	}

	private learn(): void {
		const {read, left} = this.grouped;
		let sure = 0;
		for (const count of this.unread.values()) sure += count.certain;
		for (const [name, {lines, certain: own}] of this.unread) {
			if (lines >= fewestLines) this.notes.add(often + name);
			// One beside another reading of its name, or two that are no lists by themselves.
			else if (read.has(name) || left.has(name) || (own > 0 && sure >= fewestLines)) this.notes.add(once + name);
		}
		const isProven = this.isProven();
		if (isProven && !this.isSaid) {
			const message = `Numbers seem to have decimal commas ("${this.example}") and were not read: print them with decimal points`;
			this.context.run.problem({file: this.context.path, message});
		}
		this.stale ||= (this.isSaid && !isProven) || [...read].some(name => this.partsDecimals(name));
		this.stale ||= [...left].some(name => !this.partsDecimals(name));
		this.isSaid ||= isProven;
	}

	/** True where it is shown that what was not read are numbers. */
	private isProven(): boolean {
		const {left} = this.grouped;
		const hasPoints = this.notes.has(points);
		for (const [name, count] of this.unread) {
			if (count.certain >= fewestLines || left.has(name)) return true;
			if (!hasPoints && (this.notes.has(often + name) || this.notes.has(once + name))) return true;
		}
		return false;
	}
}
