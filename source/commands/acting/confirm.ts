import {createInterface} from 'node:readline/promises';

/** Asks a person on the terminal; everything but yes is no. */
export async function confirm(question: string): Promise<boolean> {
	const line = createInterface({input: process.stdin, output: process.stderr});
	const closed = new Promise<string>(resolve => line.once('close', () => resolve('')));
	try {
		const answer = await Promise.race([line.question(`${question} [y/N] `), closed]);
		return /^y(?:es)?$/i.test(answer.trim());
	} finally {
		line.close();
	}
}

/** True where there is a person to ask. */
export const canAsk = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true;
