import {axisKey, type CurveAxis, isWished} from '../../core/series/axis.ts';
import type {Curve} from '../../engine/protocol.ts';
import type {CurveRequest} from '../../store/shelves/curve-shelf.ts';
import type {State} from '../../store/state.ts';

/** The curves of a chart that have come, and the x that they have in common. */

/** The x of the chart: those of the first of its curves that has what was chosen, else of the first that has come. Null before. */
export function axisOf({curves}: Pick<State, 'curves'>, requests: readonly CurveRequest[]): CurveAxis | null {
	let first: CurveAxis | null = null;
	for (const request of requests) {
		const axis = curves.any(request)?.axis ?? null;
		if (axis !== null && isWished(request.x, axis)) return axis;
		first ??= axis;
	}
	return first;
}

/** The curves that can be drawn over the chart's x, each with what asked for it. */
export function curvesIn(state: State, requests: readonly CurveRequest[]): {request: CurveRequest; curve: Curve}[] {
	const axis = axisOf(state, requests);
	if (axis === null) return [];
	return requests.flatMap(request => {
		const curve = state.curves.get(request);
		return curve !== null && axisKey(curve.axis) === axisKey(axis) ? [{request, curve}] : [];
	});
}

/** How many runs' curves have come that have no such x. */
export function countOthers({curves}: Pick<State, 'curves'>, requests: readonly CurveRequest[], axis: CurveAxis): number {
	return requests.filter(request => {
		const curve = curves.any(request);
		return curve !== null && axisKey(curve.axis) !== axisKey(axis);
	}).length;
}

/** Where curves are to be over steps and the runs name different metrics for that, all are asked for by the plain count. */
export function agreeOnSteps({curves}: Pick<State, 'curves'>, requests: readonly CurveRequest[]): CurveRequest[] {
	const keys = new Set(
		requests.flatMap(request => {
			const curve = request.x === 'step' ? curves.any(request) : null;
			return curve === null ? [] : [axisKey(curve.axis)];
		}),
	);
	return keys.size < 2 ? [...requests] : requests.map(request => ({...request, x: 'logged'}));
}
