import type {Json} from '../../core/run.ts';
import type {ScalarPattern} from '../plan.ts';

/** Reads `NAME=EXPRESSION`; the fault in words where it is none. */
export function readPattern(text: string): ScalarPattern | {fault: string} {
	const found = /^([^=]+)=([\s\S]+)$/.exec(text);
	if (found === null) return {fault: `--scalar ${text} is not NAME=EXPRESSION`};
	const [, name, expression] = found;
	try {
		// By itself first: what is wrong with it is to be said of what was typed.
		new RegExp(expression!);
		const groups = new RegExp(`${expression}|`).exec('')!.length - 1;
		if (groups < 1) return {fault: `--scalar ${name}: the expression needs a group around the number, as in 'loss is ([\\d.]+)'`};
	} catch (error) {
		return {fault: `--scalar ${name}: ${error instanceof Error ? error.message : String(error)}`};
	}
	return {name: name!, expression: expression!};
}

/** The expressions that a record holds; those that are none are left out. */
export function readPatterns(recorded: Json | undefined): ScalarPattern[] {
	if (!Array.isArray(recorded)) return [];
	return recorded.map(text => readPattern(String(text))).filter((pattern): pattern is ScalarPattern => !('fault' in pattern));
}
