import {byForm} from '../by-form.ts';

/** Begins one: "model = dict(". */
const beginning = byForm(/^[A-Za-z_]\w* = dict\(/);
/** "Training/evaluation parameters TrainingArguments(" of transformers, which prints an argument a line: "adafactor=False,". */
const ofArguments = byForm(/(?:^|\s)[A-Z]\w*(?:Arguments|Config)\($/);
const argument = /^[A-Za-z_]\w*=.*,$/;
/** "step = 10, loss = 0.5" is a row. */
const assignment = /^[A-Za-z_]\w* = (?!.* = )\S/;
/** What lines within the brackets begin with: "    type='ResNet',", "    dict(type='Pad'),", "    'loss': 1.0,", "], std=[1.0])". */
const within = /^(?:\s+(?:[A-Za-z_]\w*=|dict\(|(?:True|False|None)\b|['"]|[-.\d[({])|\s*[\])}])/;
const quoted = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g;

/**
 * Knows the lines of a config that is printed as Python, as MMCV does below "Config:": "model = dict(", "    type='FasterRCNN',", and those of the
 * arguments of transformers.
 */
export class PythonConfig {
	private isInside = false;
	private areArguments = false;
	/** Brackets that are open. */
	private depth = 0;

	/** Takes a line; true where it is one of such a config. */
	take(text: string): boolean {
		if (this.areArguments) {
			this.areArguments = argument.test(text);
			if (this.areArguments || text === ')') return true;
		}
		if (!this.isInside && text.endsWith('(') && ofArguments.test(text)) {
			this.areArguments = true;
			return true;
		}
		if (this.isInside && (this.depth > 0 ? within : assignment).test(text)) {
			this.depth += depthOf(text);
			return true;
		}
		this.isInside = beginning.test(text);
		this.depth = this.isInside ? depthOf(text) : 0;
		return this.isInside;
	}
}

function depthOf(text: string): number {
	let depth = 0;
	for (const sign of text.replaceAll(quoted, ''))
		if ('([{'.includes(sign)) depth++;
		else if (')]}'.includes(sign)) depth--;
	return depth;
}
