import type {RunRow} from '../row.ts';
import {findConstantKeys, findDifferingKeys, isSeedKey} from '../table/columns/config-keys.ts';
import {type Parameter, readParameter} from './parameter.ts';
import {findTwins} from './twins.ts';

/** A setting that is not looked at, and why. */
export interface LeftOut {
	key: string;
	why: string;
}

export interface Parameters {
	parameters: Parameter[];
	left: LeftOut[];
}

/** More would take long and only find what is chance. */
const mostParameters = 48;
const leastKnown = 4;
const aSeed = 'repeats an experiment and changes nothing by itself';

/** The settings of some runs that can be judged; of the others says why they cannot. Rows without any config should be left away. */
export function readParameters(rows: readonly RunRow[]): Parameters {
	const left: LeftOut[] = findConstantKeys(rows).map(({key}) => ({key, why: isSeedKey(key) ? aSeed : 'the same in all runs'}));
	const found: Parameter[] = [];
	for (const {key, noise} of findDifferingKeys(rows)) {
		const parameter = readParameter(rows, key);
		const why =
			whyUseless(parameter, noise) ?? (found.length >= mostParameters ? `beyond the first ${mostParameters} settings` : null);
		if (why === null) found.push(parameter);
		else left.push({key, why});
	}
	const twins = findTwins(found);
	return {
		parameters: found.filter(({key}) => !twins.has(key)),
		left: [...[...twins].map(([key, twin]) => ({key, why: `changes together with ${twin}: counted there`})), ...left],
	};
}

function whyUseless({key, kind, known, distinct}: Parameter, noise: boolean): string | null {
	if (isSeedKey(key)) return aSeed;
	if (noise) return 'a name, place or stamp, no choice';
	if (known < leastKnown) return `only in ${known} ${known === 1 ? 'run' : 'runs'}`;
	if (kind === 'category' && distinct * 2 > known) return `${distinct} values in ${known} runs: hardly any twice`;
	return null;
}
