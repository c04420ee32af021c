import {
	type ActOffer,
	type ActOutcome,
	type ActPlan,
	type ActSpec,
	forceOffer,
	type KnownFlag,
	type RunPlan,
} from '../../core/acting/act.ts';
import type {Target} from '../../core/acting/target.ts';
import {planFor, type Step, totalOf} from '../../launch/acts/act.ts';
import {performCreation, planCreation} from '../../launch/acts/create.ts';
import {planTogether} from '../../launch/acts/custom-together.ts';
import {type ActPlace, actOf} from '../../launch/acts/of-spec.ts';
import {performStep} from '../../launch/acts/perform.ts';
import {isRefusal} from '../../launch/refusal.ts';

/** An act that is shown, and how it is done as it is shown. */
export interface ShownAct {
	plan: ActPlan;
	perform(tell: (outcome: ActOutcome) => void): Promise<void>;
}

/** Plans an act on runs, without doing anything. */
export async function planShown(spec: ActSpec, targets: readonly Target[], place: ActPlace): Promise<ShownAct> {
	if (spec.act === 'create') {
		const {shown, plan} = planCreation(spec);
		return {
			plan: {runs: [shown], flags: [], total: null, offers: []},
			perform: async tell => {
				if (plan !== null) tell(await performCreation(plan, place.executor));
			},
		};
	}
	if (spec.act === 'command' && spec.isTogether) {
		const {shown, perform} = planTogether(spec.words, targets, place.cwd);
		return {
			plan: {runs: [shown], flags: [], total: null, offers: []},
			perform: async tell => {
				const outcome = await perform();
				if (outcome !== null) tell(outcome);
			},
		};
	}
	const act = actOf(spec, place);
	const runs: RunPlan[] = [];
	const steps: {target: Target; step: Step}[] = [];
	const offers = new Map<string, ActOffer>();
	let flags: KnownFlag[] = [];
	for (const target of targets) {
		const {id, name, path} = target;
		const step = await planFor(act, target);
		if (isRefusal(step)) {
			runs.push({run: {id, name, path}, lines: step.lines ?? [], refusal: step.refusal});
			if (step.canForce) offers.set('force', forceOffer);
			continue;
		}
		runs.push({run: {id, name, path}, lines: step.lines, refusal: null, ...(step.start !== undefined && {start: step.start})});
		steps.push({target, step});
		flags = step.flags ?? [];
		for (const offer of step.offers ?? []) offers.set(offer.id, offer);
	}
	return {
		plan: {
			runs,
			flags: targets.length === 1 ? flags : [],
			total: totalOf(steps.map(({step}) => step)),
			offers: [...offers.values()],
		},
		async perform(tell) {
			const one = async ({target, step}: (typeof steps)[number]) => tell(await performStep(act.verb, target, step));
			if (act.atOnce) await Promise.all(steps.map(one));
			else for (const item of steps) await one(item);
		},
	};
}
