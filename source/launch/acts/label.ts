import {wordPlaceOf} from '../words/through/place-of.ts';
import type {Act} from './act.ts';

/** Sets the label that Guild and Gage keep of a run. @param label `none` takes it away */
export function labelAct(label: string): Act {
	const text = label === 'none' ? null : label;
	return {
		verb: 'label',
		asks: false,
		async plan(target) {
			const place = wordPlaceOf(target)?.label;
			if (place === undefined) return {refusal: `runs of ${target.format} have no label; xtui note says it in the journal`};
			const {before} = place;
			if (before === text) return {refusal: text === null ? 'it has no label' : 'it has that label already'};
			return {
				lines: [{label: 'change', text: `label: ${before ?? '(none)'} → ${text ?? '(none)'}`}],
				async perform() {
					place.write(text, Date.now());
					return text === null
						? `no label any more; it was ${before}`
						: `labelled ${text}${before === null ? '' : `; it was ${before}`}`;
				},
			};
		},
	};
}
