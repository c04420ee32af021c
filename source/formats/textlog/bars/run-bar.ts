import type {Known} from './known-bar.ts';

/** "steps" ends like it. */
const endsLikeEpochs = /(?<![a-z])ep(?:och|isode)?s?(?![a-z])/i;

/** True for a bar whose words say that it counts epochs. */
export const namesEpochs = ({label, unit}: Known): boolean => endsLikeEpochs.test(`${label} ${unit}`);

/** A bar that is under way and not begun anew, around one that is. One that stayed at 0 of as many is its first name: "Training", then "Epoch 0". */
export const isOuter = (bar: Known, last: Known): boolean =>
	bar !== last && bar.step < bar.total! && bar.restarts === 0 && (bar.step > 0 || bar.total !== last.total);

/** The bar that was drawn last, or the one that it is within: an evaluation that has no label, and maybe more batches than training has steps. */
export function lastOf(own: readonly Known[]): Known | undefined {
	const last = own.at(-1);
	return last === undefined ? undefined : (hostOf(own, last) ?? last);
}

/** The bar of each epoch below a bar of epochs that is drawn between them and is not over: that counts finer. Undefined where there is none. */
export function innerOf(own: readonly Known[], outer: Known): Known | undefined {
	if (!namesEpochs(outer) || outer.restarts > 0 || outer.step >= outer.total!) return undefined;
	const last = lastOf(own.slice(0, -1));
	const isInside = last !== undefined && last.begunAt > outer.begunAt && last.depth > outer.depth && last.unit !== '%';
	return isInside ? last : undefined;
}

function hostOf(own: readonly Known[], last: Known): Known | undefined {
	const isHost = (bar: Known) => bar.movesAlone && bar.step > 0 && !namesEpochs(bar);
	if (last.host !== null && own.includes(last.host) && isHost(last.host)) return last.host;
	return own.findLast(bar => bar.depth < last.depth && isHost(bar));
}

/** The bar of the run among others: one that another one interrupted (an evaluation without a label) goes on later. */
export function mainOf(own: readonly Known[], last: Known): Known {
	const isInterrupted = (bar: Known) => bar.step > 0 && bar.step < bar.total! && bar.restarts === 0 && bar.total! > last.total!;
	return own.find(bar => isInterrupted(bar) && bar.host !== last && bar.depth <= last.depth) ?? last;
}
