import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * Lets a person write a text in their editor, which gets the terminal until it ends.
 * @param before what the text begins as
 * @returns null where there is no editor, or it failed
 */
export async function writeInEditor(before: string): Promise<string | null> {
	// The variable may hold arguments (code --wait); no shell takes it apart.
	const [editor, ...words] = (process.env.VISUAL || process.env.EDITOR || 'vi').split(/\s+/).filter(Boolean);
	if (editor === undefined) return null;
	const directory = mkdtempSync(path.join(os.tmpdir(), 'xtui-note-'));
	try {
		const file = path.join(directory, 'note.md');
		writeFileSync(file, before);
		const {spawn} = await import('node:child_process');
		const child = spawn(editor, [...words, file], {stdio: 'inherit'});
		const status = await new Promise<number | null>(resolve => {
			child.on('error', () => resolve(null));
			child.on('exit', resolve);
		});
		return status === 0 ? readFileSync(file, 'utf8') : null;
	} finally {
		rmSync(directory, {recursive: true, force: true});
	}
}

/** A text from standard input, or, where a person sits there, from their editor; null where there is none. */
export async function writeNote(): Promise<string | null> {
	if (process.stdin.isTTY) return writeInEditor('');
	const chunks: Buffer[] = [];
	for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}
