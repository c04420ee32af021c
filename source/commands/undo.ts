import {whoActs} from '../launch/action-log.ts';
import {lastStanding, readWords, say} from '../launch/words/say.ts';
import {actOnAll} from './acting/act.ts';
import {findTargets} from './acting/targets.ts';
import type {CommandInput, ExitStatus} from './command.ts';

/** `xtui undo RUN…`: takes back the last thing that this person said of a run: a tag, a note, a verdict, archiving, deleting. */
export async function runUndo(input: CommandInput): Promise<ExitStatus> {
	const found = findTargets(input, input.words);
	if (found === null) return 1;
	const cwd = process.cwd();
	const me = whoActs();
	return actOnAll(input, found.targets, {
		verb: 'undo',
		asks: false,
		async plan(target) {
			const last = lastStanding(readWords(target, cwd).entries, ({by}) => by === me);
			if (last === null) return {refusal: `${me} has said nothing of it that stands`};
			const said = `${last.op}${last.value === null ? '' : ` ${JSON.stringify(last.value)}`}`;
			return {
				lines: [`  takes back  ${said}`],
				async perform() {
					await say(target, {op: last.op, value: last.value, undoes: last.key}, Date.now(), cwd);
					return `took back ${said}`;
				},
			};
		},
	});
}
