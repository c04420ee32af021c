import {readFileSync} from 'node:fs';
import path from 'node:path';
import type {ActLine} from '../../core/acting/act.ts';
import {fillWords, type RunWords, splitCommand} from '../../core/acting/command-words.ts';
import type {Target} from '../../core/acting/target.ts';
import {isDirectory} from '../../io/look.ts';
import {showExactly} from '../exact-words.ts';
import {startLogged, whyNotStarted} from '../logged-child.ts';
import type {Refusal} from '../refusal.ts';
import type {Act} from './act.ts';

/** What a command was typed as, or its words as they are set. */
export type CommandWords = string | readonly string[];

/** The exact words of a command for runs, or why there are none. */
export function wordsFor(words: CommandWords, targets: readonly Target[]): {argv: string[]} | Refusal {
	const split = typeof words === 'string' ? splitCommand(words) : {argv: words};
	if ('fault' in split) return {refusal: split.fault};
	if (split.argv.length === 0) return {refusal: 'there is no command yet'};
	const filled = fillWords(split.argv, targets.map(runWords));
	return 'argv' in filled ? filled : {refusal: `there is no {${filled.missing}}: it has none`};
}

/** The directory of a run; of one that lies in a file with others, the directory of that. */
const directoryOf = ({path: at}: Target): string => (isDirectory(at) ? at : path.dirname(at));

function runWords(target: Target): RunWords {
	const {id, name, path: at, root, format, status, facts} = target;
	return {id, name, path: at, root, format, status, dir: directoryOf(target), log: facts.logFiles[0] ?? null};
}

/** A person's own command on runs, once for each: without a shell, in the run's directory, its output kept in a file. */
export function customAct(words: CommandWords): Act {
	return {
		verb: 'command',
		asks: true,
		async plan(target) {
			const filled = wordsFor(words, [target]);
			if ('refusal' in filled) return filled;
			const {argv} = filled;
			const cwd = directoryOf(target);
			return {lines: commandLines(argv, cwd), argv, cwd, perform: () => runToEnd(argv, cwd)};
		},
	};
}

/** What a command would do, exactly. */
export function commandLines(argv: readonly string[], cwd: string): ActLine[] {
	return [
		{label: 'argv', text: showExactly(argv)},
		{label: 'cwd', text: cwd},
	];
}

/** Runs a command to its end and says how that was. */
export function runToEnd(argv: readonly string[], cwd: string): Promise<string | Refusal> {
	const {child, file, log} = startLogged(argv, cwd, process.env, 'commands');
	return new Promise(resolve => {
		child.on('error', error => resolve({refusal: whyNotStarted(file, error)}));
		child.on('exit', (code, signal) => {
			const last = readFileSync(log, 'utf8').trimEnd().split('\n').at(-1) ?? '';
			const said = last === '' ? '' : `: ${last}`;
			if (code === 0) resolve(`done${said}`);
			else resolve({refusal: `${file} ended with ${code ?? signal}${said} (all of it: ${log})`});
		});
	});
}
