import {isMetricName} from '../../plain/names/telling.ts';
import {byForm} from '../line/by-form.ts';
import {numberOfOutput} from '../line/output-number.ts';
import {isPhase} from '../line/words.ts';
import type {PlacedValue} from '../line-result.ts';

const row = byForm(/^\s*(\d+)[ \t]+([A-Za-z_][\w./@-]*)[ \t]+([+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|nan|inf))$/);
const measured = /\.\d|nan|inf/;

/**
 * Reads logs whose lines are a step, a name and a value and nothing else: "250 val 6.5", "250 hella 0.25". Any three words may look so: the
 * first line has to have the name of a metric or of data, and a value that was measured.
 */
export class StepNameRows {
	private isOpen = false;

	/** Takes a line; gives its value, null for every other line. */
	take(line: string): PlacedValue | null {
		const code = line.charCodeAt(0);
		if (code > 0x39 || (code < 0x30 && code !== 0x20)) return null;
		const [, step, name, text] = row.exec(line) ?? [];
		if (step === undefined) return null;
		this.isOpen ||= (isPhase(name!) || isMetricName(name!)) && measured.test(text!);
		return this.isOpen ? {step: Number(step), name: name!, value: numberOfOutput(text!)!} : null;
	}
}
