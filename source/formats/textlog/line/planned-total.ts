import {byForm} from './by-form.ts';

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
export function readPlannedTotal(text: string): {total: number; phrase: string} | null {
	const found = totalPhrase.exec(text);
	if (found !== null) return {total: Number(found[2]!.replaceAll(',', '')), phrase: found[1]!};
	const behind = behindPace.exec(text);
	return behind === null ? null : {total: Number(behind[1]), phrase: behind[2]!};
}

/** Reads the same of a line among printed settings, of which only few names say for sure what is done. */
export const readToldTotal = (text: string): {total: number; phrase: string} | null =>
	ofYacs.test(text) ? readPlannedTotal(text) : null;
