import {withoutNumbers} from './bar-labels.ts';
import type {Bar} from './bars.ts';
import type {Known} from './known-bar.ts';

const namesIn = (postfix: string): string => (postfix.match(/[\w./-]+(?==)/g) ?? []).join();

/**
 * A bar as it is known: tqdm draws one that has passed its total as if it had none, "101it [00:10, ...]".
 *
 * Source: `format_meter` of tqdm/std.py: `if total and n >= (total + 0.5): total = None`.
 *
 * @param taken how many bars have been drawn
 */
export function withPassedTotal(bar: Bar, bars: Iterable<Known>, taken: number): Bar {
	if (bar.kind !== 'tqdm' || bar.total !== null) return bar;
	const label = withoutNumbers(bar.label);
	const alike = [...bars].filter(
		({kind, epoch, label: own}) => kind === 'tqdm' && epoch === bar.epoch && withoutNumbers(own) === label,
	);
	if (alike.length === 0) return bar;
	const last = alike.reduce((latest, known) => (known.takenAt > latest.takenAt ? known : latest));
	const {total, step, takenAt, begunAt, postfix} = last;
	if (total === null || bar.step <= total || bar.step < step) return bar;
	// One that was drawn only when it was done would show no total there, had it passed it.
	if (takenAt === begunAt) return bar;
	const isNext = bar.label !== '' || (takenAt === taken && namesIn(postfix) === namesIn(bar.postfix));
	return isNext ? {...bar, total} : bar;
}
