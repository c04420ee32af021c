import {whoActs} from '../action-log.ts';
import {lastStanding, readWords, say} from '../words/say.ts';
import type {Act} from './act.ts';

/** Takes back the last thing that this person said of a run: a tag, a note, a verdict, archiving, deleting. */
export function undoAct(cwd: string): Act {
	const me = whoActs();
	return {
		verb: 'undo',
		asks: false,
		async plan(target) {
			const last = lastStanding(readWords(target, cwd).entries, ({by}) => by === me);
			if (last === null) return {refusal: `${me} has said nothing of it that stands`};
			const said = `${last.op}${last.value === null ? '' : ` ${JSON.stringify(last.value)}`}`;
			return {
				lines: [{label: 'takes', text: `back ${said}`}],
				async perform() {
					await say(target, {op: last.op, value: last.value, undoes: last.key}, Date.now(), cwd);
					return `took back ${said}`;
				},
			};
		},
	};
}
