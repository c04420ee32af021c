import {byForm} from '../by-form.ts';

/** How many steps, or epochs, a line says that there will be, and in which words. */
export interface PlannedTotal {
	total: number;
	phrase: string;
	unit: 'step' | 'epoch';
}

const totalPhrase = byForm(
	/^\s*(?:overriding:\s*)?(total optimization steps|total (?:train(?:ing)? )?steps|max[_ ]steps|num(?:ber of)?[_ ](?:train(?:ing)?[_ ])?steps|max[_ ]iters?)\s*[:=]\s*([\d,]+)\s*(?:#.*)?$/i,
);
/** The total of a config that Detectron2 prints, one key of a section. */
const ofYacs = /^\s+MAX_ITER: \d+$/;
/** "18 iterations per epoch. 2700 max iterations " of TransUNet's trainer, and of the many that were made from it. */
const behindPace = byForm(/^\s*\d+ iterations per epoch\. (\d+) (max iterations)\s*$/);

/** "workflow: [('train', 1)], max: 12 epochs" of MMCV's runner. */
const ofRunner = /^workflow: \[.*\], max: (\d+) epochs$/;

/** Reads a line that says how many epochs there will be, null for every other one. */
export function readPlannedEpochs(text: string): number | null {
	const count = text.startsWith('workflow: ') ? ofRunner.exec(text)?.[1] : undefined;
	return count === undefined ? null : Number(count);
}

/**
 * Reads a line that only says how many steps there will be: "Total optimization steps = 1,000"; also
 * a setting as it stands in a file, with a comment, and one that the command line replaces: "Overriding: max_iters = 100".
 */
export function readPlannedTotal(text: string): PlannedTotal | null {
	const found = totalPhrase.exec(text);
	if (found !== null) return {total: Number(found[2]!.replaceAll(',', '')), phrase: found[1]!, unit: 'step'};
	const behind = behindPace.exec(text);
	return behind === null ? null : {total: Number(behind[1]), phrase: behind[2]!, unit: 'step'};
}

/** A setting that says how many epochs there will be: "epochs: 20", "Namespace(lr=0.1, num_epochs=20)", "--epochs 20". */
const toldEpochs =
	/(?:^|[\s,({'"]|--)((?:(?:max|n|num|num[_-]train|total)[_-]?)?epochs|max[_-]epoch)(?:['"]?\s*[=:]\s*|(?<=--\S+)\s+)(\d+)(?![\w.]|,\d)/gi;

/** What a line among printed settings plans, of which only few names say for sure what is done. */
export function readToldTotal(text: string): PlannedTotal | null {
	if (ofYacs.test(text)) return readPlannedTotal(text);
	if (!/epoch/i.test(text)) return null;
	const [first, ...others] = text.matchAll(toldEpochs);
	if (first === undefined || others.some(other => other[2] !== first[2]) || Number(first[2]) === 0) return null;
	return {total: Number(first[2]), phrase: first[1]!, unit: 'epoch'};
}
