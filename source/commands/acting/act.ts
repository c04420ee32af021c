import {type ActLine, spellLine} from '../../core/acting/act.ts';
import type {Target} from '../../core/acting/target.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {type Act, planFor, type Step, totalOf} from '../../launch/acts/act.ts';
import {performStep} from '../../launch/acts/perform.ts';
import {isRefusal} from '../../launch/refusal.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {canAsk, confirm} from './confirm.ts';
import {refusesToAct} from './read-only.ts';

interface Planned {
	target: Target;
	step: Step;
}

// What is shown came out of files that others wrote: no control character of it reaches the terminal.
const nameOf = ({name, id}: Target) => cleanText(name === id ? name : `${name} (${id})`);
const spell = (line: ActLine) => cleanText(spellLine(line), Number.POSITIVE_INFINITY);

/** Plans an act for each run, shows it, asks, does it and writes it down. Nothing is done with `--dry-run`, read-only, or unasked. */
export async function actOnAll(input: CommandInput, targets: readonly Target[], act: Act): Promise<ExitStatus> {
	const {flags, print, warn} = input;
	const {verb} = act;
	const isDry = flags.dryRun === true;
	if (targets.length === 0) {
		warn(`xtui: no run to ${verb}; name one, or say which with --where=QUERY`);
		return 1;
	}
	if (!isDry && refusesToAct(input, verb)) return 1;
	const planned: Planned[] = [];
	for (const target of targets) {
		const step = await planFor(act, target);
		if (isRefusal(step)) {
			warn(`xtui: cannot ${verb} ${nameOf(target)}: ${cleanText(step.refusal)}`);
			if (isDry) for (const line of step.lines ?? []) print(spell(line));
		} else planned.push({target, step});
	}
	let hasFailed = planned.length < targets.length;
	if (planned.length === 0) return 1;
	const lines = planned.flatMap(({target, step}) => [
		cleanText(`${verb} ${nameOf(target)} in ${target.path}`, Number.POSITIVE_INFINITY),
		...step.lines.map(spell),
	]);
	const total = totalOf(planned.map(({step}) => step));
	if (total !== null) lines.push(spell(total));
	if (isDry) {
		for (const line of lines) print(line);
		return hasFailed ? 1 : 0;
	}
	if (act.asks && flags.yes !== true) {
		for (const line of lines) warn(line);
		const count = planned.length === 1 ? 'this run' : `these ${planned.length} runs`;
		if (!canAsk()) {
			warn(`xtui: nothing was done: there is no terminal to ask on; say --yes to ${verb} ${count}`);
			return 2;
		}
		if (!(await confirm(`${verb[0]!.toUpperCase()}${verb.slice(1)} ${count}?`))) {
			warn('xtui: nothing was done');
			return 1;
		}
	}
	const one = async ({target, step}: Planned) => {
		const {isDone, message} = await performStep(verb, target, step);
		if (isDone) print(`${nameOf(target)}: ${message}`);
		else {
			warn(`xtui: cannot ${verb} ${nameOf(target)}: ${message}`);
			hasFailed = true;
		}
	};
	if (act.atOnce) await Promise.all(planned.map(one));
	else for (const item of planned) await one(item);
	return hasFailed ? 1 : 0;
}
