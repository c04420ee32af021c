import {isDataWord} from '../../../plain/names/data-words.ts';
import {isMetricName} from '../../../plain/names/telling.ts';
import {byForm} from '../by-form.ts';

const number = String.raw`[-+]?(?:\d+(?:\.\d+)?(?:e[-+]?\d+)?|nan|inf)%?`;
const decimal = String.raw`[-+]?(?:\d+\.\d+(?:e[-+]?\d+)?|nan|inf)%?`;
const word = String.raw`[A-Za-z][\w@-]*`;
const listOf = (part: string): string => `${part}(?: ?/ ?${part})+`;
const end = String.raw`(?![\w/]|\.\d)`;

/** "train/val loss: 0.5/0.6", "Loss (train/val): 0.5 / 0.6", "Train loss/acc 0.5/0.9". */
const named = String.raw`(?<![\w/.@-])((?:${word} ){0,3})\(?(${listOf(word)})\)?((?: ${word}){0,2})\s*[:=]?\s*(${listOf(number)})${end}`;
/** "Loss: 0.5 / 0.6" */
const unnamed = String.raw`(?<![\w/.@-])(${word}(?: ${word})?)\s*[:=]?\s*(${listOf(decimal)})${end}`;
const [hasNamed, hasUnnamed] = [named, unnamed].map(source => byForm(new RegExp(source, 'i')));
const [allNamed, allUnnamed] = [named, unnamed].map(source => new RegExp(source, 'gi'));
/** "Loss: train / val", which tells what the two numbers on each line below are of. */
const heading = byForm(new RegExp(String.raw`^[^\d/]*(?<![\w.])(${listOf(word)})(?!\w)[^\d/]*$`, 'i'));
const longestHeading = 60;

const partsOf = (list: string): string[] => list.split('/').map(part => part.trim());
const areData = (names: readonly string[]): boolean => names.every(isDataWord) && new Set(names).size === names.length;
const said = (names: readonly string[], values: readonly string[]): string =>
	names.map((name, i) => `${name.trim()}: ${values[i]}`).join(', ');

/** Gives several values of one name that only slashes part each its own: "train loss: 0.5, val loss: 0.6" of "train/val loss: 0.5/0.6". */
export class SlashedNames {
	/** The data that a line above has named for two numbers, none before one has. */
	private data: readonly string[] = [];

	/** Takes a line that may tell what numbers below it are of. */
	takeLine(text: string): void {
		const found = text.length < longestHeading && text.includes('/') ? heading.exec(text) : null;
		if (found === null) return;
		const names = partsOf(found[1]!);
		const around = text.replace(found[1]!, ' ');
		if (areData(names) && (isMetricName(around) || !/[A-Za-z]/.test(around))) this.data = names;
	}

	/** The line with a name for each value; as it is where it has no such values, or nothing tells what they are of. */
	apply(line: string): string {
		if (!line.includes('/')) return line;
		if (hasNamed!.test(line)) return line.replaceAll(allNamed!, tellNamed);
		if (this.data.length === 0 || !hasUnnamed!.test(line)) return line;
		return line.replaceAll(allUnnamed!, (whole: string, name: string, values: string) => {
			const all = partsOf(values);
			const isOfData = name.split(' ').some(isDataWord);
			return isOfData || all.length !== this.data.length
				? whole
				: said(
						this.data.map(data => `${data} ${name}`),
						all,
					);
		});
	}
}

function tellNamed(
	whole: string,
	...[before, list, behind, values, at, line]: [string, string, string, string, number, string]
): string {
	const names = partsOf(list);
	const all = partsOf(values);
	if (names.length !== all.length) return whole;
	// "Epoch 1 min reward" would be a minute.
	const parted = /\d\s+$/.test(line.slice(0, at)) ? ', ' : '';
	if (names.every(isMetricName))
		return (
			parted +
			said(
				names.map(name => `${before}${name}${behind}`),
				all,
			)
		);
	const metric = `${before}${behind.trim()}`.trim();
	// "G/D loss: 0.5/1.2" of two networks; "tok/s" has one value, and "correct/total acc: 45/50" is a share.
	const areValues = names.every(isDataWord) || all.some(value => !/^\d+$/.test(value));
	return areValues && isMetricName(metric) && !names.some(isMetricName)
		? parted +
				said(
					names.map(name => `${name} ${metric}`),
					all,
				)
		: whole;
}
