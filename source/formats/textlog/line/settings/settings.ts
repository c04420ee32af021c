import {interpreterOf, launcherOf} from '../../../../core/command/launchers.ts';
import {isMeasured, isTold} from '../../../plain/names/told-names.ts';
import {askedByForm} from '../by-form.ts';
import type {Counter, Pair, Statement} from '../statement/said.ts';
import {readStatement} from '../statement/statement.ts';
import {PythonConfig} from './python-config.ts';

/** True for a line that counts only what may be planned, and has no value that was measured: a batch among settings is their size. */
export function areTold({counters, pairs, recalls, startsWithCounter}: Statement): boolean {
	const hasSize = startsWithCounter ? pairs.some(({name}) => isTold(name)) : pairs.length > 0;
	const mayBeTold = ({mayBePlanned, kind, total}: Counter) =>
		mayBePlanned === true || (kind === 'batch' && total === null && hasSize);
	return !recalls && counters.length > 0 && counters.every(mayBeTold) && !isOfValues(pairs);
}

/** True where one of these is a value that is measured. */
export const isOfValues = (pairs: readonly Pair[]): boolean => pairs.some(({name}) => isMeasured(name));

const fewestArguments = 6;
const fewestWords = 3;
const made = /^(?:optimizer|scheduler|criterion|model): [A-Z]\w*\(/i;

/** What Hydra's launchers say of a job as it begins, before any logging is set up: `[HYDRA] #1 : lr=0.2` (hydra/_internal/core_plugins/basic_launcher.py). */
const launched = /^\[HYDRA\]\s+#\d+ : /;

/** True for a text that begins with a program that runs others, also behind the `+ ` of `set -x` and variables that are set for it. */
function isProgramFirst(text: string): boolean {
	const first = text
		.replace(/^\W+/, '')
		.split(/\s+/)
		.find(word => !/^[A-Z_]+=/.test(word));
	return first !== undefined && (interpreterOf(first) !== null || launcherOf(first) !== null);
}

const option = /(?:^|\s)--[A-Za-z][\w.-]*(?:[=\s]|$)/g;
/** What Python prints of an object that holds settings: "Namespace(lr=0.1, steps=1000)". */
const printed =
	/^(?:[\w ]+[:=]\s*)?\w*(?:Namespace|Config(?:uration)?|Arg(?:ument)?s|H?Param(?:eter)?s|Hyperparam(?:eter)?s|Options|Settings)\(\w+=.*\)$/;
const toldInLine =
	/^\W*(?:config(?:uration)?|arg(?:ument)?s|hyper-?param(?:eter)?s|settings|options)\s*[:=]\s*[\w.-]+\s*[:=]\s*\S/i;

/** True for a command line, by its program and what follows, or by two options at least. */
const isCommand = (text: string): boolean =>
	(text.includes(' --') || text.startsWith('--')) && (text.match(option)?.length ?? 0) >= (isProgramFirst(text) ? 1 : 2);

/**
 * True for a line of what a program was told, `task=detect, mode=train, epochs=3, time=None, …`: many of the values are words and none begins with
 * a counter. And for one of what it made of that: "optimizer: AdamW(lr=0.0001, momentum=0.9)". Without commas, "dataset=a model=b seed=1 …", nothing in it
 * may be of a row.
 */
export const areArguments = askedByForm(text => {
	if (isCommand(text) || toldInLine.test(text)) return true;
	if (!text.includes('=')) return false;
	if (made.test(text) || printed.test(text) || launched.test(text)) return true;
	const hasCommas = text.includes(', ');
	const parts = text.split(hasCommas ? /,\s+/ : /\s+/);
	if (parts.length < fewestArguments) return false;
	const given = parts.map(part => /^(?:.*[\s(])?([A-Za-z_][\w.]*)=(.*)$/.exec(part));
	if (given.filter(part => part !== null).length < 0.9 * parts.length || counter.test(given[0]?.[1] ?? '')) return false;
	if (!hasCommas && given.some(part => part !== null && isOfRow(part[1]!, part[2]!))) return false;
	return given.filter(part => part !== null && !beginsWithNumber.test(part[2]!)).length >= fewestWords;
});

const isOfRow = (name: string, value: string): boolean =>
	(counter.test(name) || isMeasured(name)) && beginsWithNumber.test(value);

const heading =
	/^\W*(?:(?:[\w-]+ ){0,3}(?:config(?:uration)?|arg(?:ument)?s|hyper[- ]?param(?:eter)?s|settings|options)|contents of args\.config_file=\S+)\s*:\s*$/i;
/** A comment of YAML within a section. */
const comment = /^\s+# /;
/** An item of a list of YAML below its key: "- 0.5", "- - 32", "- [32, 64]". */
const item = /^\s*(?:- )+(?:\S+|[[(].*[\]),])$/;
const entry = /^(\s*)(?:- )?(["']?[A-Za-z_][\w./-]*["']?)\s*[:=]\s*(.*)$/;
const counter = /^(?:global_?)?(?:epoch|step|iter|iteration|update|episode)$/i;

const beginsWithNumber = /^[-+]?(?:\.?\d|nan|inf)/i;

/** True for an entry that goes on behind its value as only rows do: "loss: 0.9, acc: 0.1", "round: 1 loss: 0.9". */
function isRow(text: string, value: string): boolean {
	if (!beginsWithNumber.test(value) || !value.includes(' ') || value.includes(' #')) return false;
	const {pairs, counters} = readStatement(text);
	return pairs.length + counters.length > 1 && pairs.some(({name}) => isMeasured(name));
}

/** Knows the lines of a configuration that is printed key by key below a heading: "Config:", "lr: 0.1". */
export class SettingsBlock {
	private isInside = false;
	private readonly python = new PythonConfig();
	/** Keys since the last one that only leads to others, and which of `lines` has each. */
	private readonly keys = new Map<string, number>();
	private lines: string[] = [];

	/** Takes a line; true where it is one of a configuration. */
	take(text: string): boolean {
		if (this.python.take(text)) {
			this.isInside = false;
			this.clear();
			return true;
		}
		if (!this.isInside) {
			this.isInside = text.endsWith(':') && heading.test(text);
			this.clear();
			return this.isInside;
		}
		if (item.test(text) || comment.test(text)) return true;
		const [, indent, key, value] = entry.exec(text) ?? [];
		if (key === undefined || counter.test(key) || isRow(text, value!)) {
			// Detectron2 prints the file of a config, and then what became of it.
			this.isInside = key === undefined && text.endsWith(':') && heading.test(text);
			this.clear();
			return this.isInside;
		}
		const first = this.keys.get(indent + key);
		if (first !== undefined) {
			// One that comes again is a value that changes; so it was the first time, as far as no setting is called so too.
			this.isInside = false;
			this.lines = isMeasured(key) ? this.lines.slice(first) : [];
			return false;
		}
		if (value === '') this.clear();
		else {
			this.keys.set(`${indent}${key}`, this.lines.length);
			this.lines.push(text);
		}
		return true;
	}

	/** Lines that were taken for settings and that the last line has shown to be rows. */
	takenBack(): readonly string[] {
		if (this.isInside || this.lines.length === 0) return none;
		const {lines} = this;
		this.clear();
		return lines;
	}

	private clear(): void {
		if (this.keys.size === 0) return;
		this.keys.clear();
		this.lines = [];
	}
}

const none: readonly string[] = [];
