import {parseNumber} from '../../../encodings/numbers/odd-number.ts';
import {byForm} from '../line/by-form.ts';
import type {NamedValue} from '../line-result.ts';

const line =
	/^\s*Average (?:Precision|Recall)\s+\((A[PR])\) @\[ IoU=([\d.]+)(:[\d.]+)?\s*\| area=\s*(all|small|medium|large)\s*\| maxDets=\s*(\d+)\s*\] = (-?[\d.]+|nan)\s*$/;
/** What is measured, said before by pycocotools or by those who call it for boxes and masks. */
const kind = byForm(/^\s*(?:IoU metric: |Evaluate annotation type \*|Evaluating )(bbox|segm|keypoints)(?:\*|\.\.\.)?\s*$/);
/** There was nothing of that area. */
const nothing = -1;

/**
 * Reads what pycocotools prints of an evaluation, twelve lines like " Average Precision  (AP) @[ IoU=0.50:0.95 | area=   all | maxDets=100 ] = 0.417",
 * under the names that Detectron2 gives the same numbers: `bbox/AP`, `bbox/AP50`, `bbox/APs`; `bbox/AR@10`, `bbox/ARs`.
 */
export class CocoSummary {
	private of = '';

	/** Takes any line, which may say what is measured next. */
	takeLine(text: string): void {
		const found = kind.exec(text)?.[1];
		if (found !== undefined) this.of = `${found}/`;
	}

	/** The value of such a line, none where there was nothing to measure; null for every other line. */
	take(text: string): NamedValue[] | null {
		const [, measure, from, to, area, most, said] = line.exec(text) ?? [];
		if (measure === undefined) return null;
		const value = parseNumber(said!);
		if (value === null || value === nothing) return [];
		const threshold = to === undefined ? String(Math.round(Number(from) * 100)) : '';
		const size = area === 'all' ? '' : area![0]!;
		const count = measure === 'AR' && size === '' && to !== undefined ? `@${most}` : '';
		return [{name: `${this.of}${measure}${threshold}${count}${size}`, value}];
	}
}
