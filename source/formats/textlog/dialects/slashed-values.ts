import {isMetricName} from '../../plain/names/telling.ts';
import {byForm} from '../line/by-form.ts';
import type {NamedValue} from '../line-result.ts';
import {type DialectRow, digits, namedValue, rowAt} from './dialect-row.ts';

/** The head of DreamerV3's rows, as its own terminal output or rich draws it. */
const head = byForm(/^(?:-{8,}\[(?:\w+ )?|[─-]{4,} )Step ([\d_]+)(?:\]-{8,}| [─-]{4,})$/);
/** A row of DreamerV2 says its step itself. */
const counted = /^\[(\d+)\] (.*)$/;
const cell = new RegExp(String.raw`^([A-Za-z_][\w./@-]*) (${digits})$`, 'i');
const name = /^[A-Za-z_][\w./@-]*$/;

interface Cells {
	values: readonly NamedValue[];
	/** A name whose value stands on the next line; '' where there is none. */
	opened: string;
}

/** What may stand between the head and its row. */
const remark = /^(?:Metrics filtered by: |\d+ metrics truncated)/;

/**
 * Reads rows whose values are parted by slashes, as Dreamer prints them (`elements.logger.TerminalOutput`): "episode/score 3.1 / fps/policy 62.99",
 * below a line with the step. Where rich has wrapped them, a name stands at the end of a line and its value on the next.
 */
export class SlashedValues {
	/** Step of the head above, null where what came since was no row of it. */
	private step: number | null = null;
	private opened = '';

	/** True below a head: the next line is to be taken, whichever it is. */
	get isOpen(): boolean {
		return this.step !== null;
	}

	/** Takes a line; gives its values, null for every other line, which a head is too. */
	take(text: string): DialectRow | null {
		const {step, opened} = this;
		const said = text.startsWith('---') || text.startsWith('─') ? head.exec(text)?.[1] : undefined;
		if (said !== undefined) this.step = Number(said.replaceAll('_', ''));
		if (step === null) return text.startsWith('[') ? readCounted(text) : null;
		this.opened = '';
		if (said !== undefined || remark.test(text)) return null;
		const cells = ofDreamer(readCells(text, opened));
		this.opened = cells?.opened ?? '';
		if (cells === null) this.step = null;
		return cells === null ? null : rowAt(step, cells.values);
	}
}

/** All names of DreamerV3 say what they are of; other programs have heads like its own. */
const ofDreamer = (cells: Cells | null) => (cells?.values.some(({name}) => name.includes('/')) ? cells : null);

function readCounted(text: string): DialectRow | null {
	const [, step, row] = text.includes(' / ') ? (counted.exec(text) ?? []) : [];
	const cells = row === undefined ? null : readCells(row, '');
	const isRow = cells !== null && cells.opened === '' && cells.values.some(({name}) => isMetricName(name));
	return isRow ? rowAt(Number(step), cells.values) : null;
}

/** The cells of a row, and a name at its end whose value is not there; null where there is but one cell, or one is no name with its value. */
function readCells(row: string, before: string): Cells | null {
	const texts = `${before} ${row}`.trim().replace(/ +\/$/, '').split(' / ');
	if (texts.length < 2) return null;
	const last = texts.at(-1)!.trim();
	const opened = name.test(last) ? last : '';
	const values: NamedValue[] = [];
	for (const text of opened === '' ? texts : texts.slice(0, -1)) {
		const [, said, value] = cell.exec(text.trim()) ?? [];
		if (said === undefined) return null;
		values.push(...namedValue(said, value!));
	}
	return {values, opened};
}
