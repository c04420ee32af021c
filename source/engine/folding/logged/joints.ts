import type {Layer} from '../../model/layer.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import type {Registry} from '../../registry.ts';
import {takeIn, takeOut} from '../take-out.ts';

/** Layers of a run that are layers of another one by now, and what proved that they belong there. */
export interface Joint<Proof> {
	readonly layers: readonly Layer[];
	target: TrackedRun;
	readonly proof: Proof;
}

/** True where all of these are of the run still. */
export const areOf = (layers: readonly Layer[], {layers: all}: TrackedRun): boolean =>
	layers.every(layer => !layer.removed && all.includes(layer));

/** What was made a part of other runs, for as long as it fits there. */
export class Joints<Proof> {
	private joints: Joint<Proof>[] = [];

	get size(): number {
		return this.joints.length;
	}

	/**
	 * Makes a run, with all that was joined to it, a part of another one.
	 * @param becoming what becomes a run of its own each when it fits no more
	 */
	join(part: TrackedRun, target: TrackedRun, proof: Proof, registry: Registry, becoming = [[...part.layers]]): void {
		takeIn(part, target, registry);
		for (const joint of this.joints) if (joint.target === part) joint.target = target;
		for (const layers of becoming) this.joints.push({layers, target, proof});
	}

	/** Parts what fits no more, in the order in which it was joined, and tells from which runs. */
	part(fits: (joint: Joint<Proof>) => boolean, registry: Registry): Set<TrackedRun> {
		const parted = new Set<TrackedRun>();
		this.joints = this.joints.filter(joint => {
			if (fits(joint)) return true;
			takeOut(joint.layers, joint.target, registry);
			parted.add(joint.target);
			return false;
		});
		return parted;
	}
}
