import type {TestContext} from 'node:test';
import {type Logged, stampOf, Tree, wandbRun} from '../tree.ts';

/** A job of Hydra, made in one program's place. */
export interface Job {
	/** When it was made, and the last line of its log, seconds after the beginning. */
	madeS: number;
	lastS: number;
	words: readonly string[];
	/** Where it lies, its number in a sweep, its learning rate, and false where its log is empty. */
	at?: string;
	number?: number;
	lr?: number;
	isLogged?: boolean;
}

export const words = ['lr=0.5', '+epochs=3'];
export const usual = {madeS: 0, lastS: 100, words};

/** Directory of a job, whose times are by the clock of its machine. */
export const placeOf = (madeS: number) => stampOf(madeS, ['-', '/']).replaceAll(':', '-');

export function addJob(
	tree: Tree,
	{madeS, lastS, words, at = `outputs/${placeOf(madeS)}`, number, lr = 0.5, isLogged = true}: Job,
): Tree {
	const line = (atS: number, text: string) => `[${stampOf(atS, ['-', ' '])},000][train][INFO] - ${text}\n`;
	return tree
		.write(`${at}/.hydra/config.yaml`, `lr: ${lr}\nepochs: 3\n`)
		.write(`${at}/.hydra/overrides.yaml`, words.map(word => `- ${word}\n`).join('') || '[]\n')
		.write(
			`${at}/.hydra/hydra.yaml`,
			`hydra:\n  job:\n    name: train\n${number === undefined ? '' : `    num: ${number}\n`}  runtime:\n    cwd: /home/ada/exp\n    version: 1.3.2\n`,
		)
		.write(`${at}/train.log`, isLogged ? line(madeS, 'begins') + line(lastS, 'ends') : '');
}

/** Rows of jobs and of what wandb logged in the place where they were started. */
export const rowsOf = (context: TestContext, jobs: readonly Job[], ...logged: Partial<Logged>[]): string[] => {
	const tree = new Tree(context);
	for (const job of jobs) addJob(tree, job);
	for (const [i, each] of logged.entries())
		tree.write(...wandbRun({id: `aaaaaaa${i}`, program: '/home/ada/exp/train.py', words, ...each}));
	return tree.rows();
};
