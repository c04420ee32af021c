import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A text from standard input, or, where a person sits there, from their editor; null where there is no editor. */
export async function writeNote(): Promise<string | null> {
	if (!process.stdin.isTTY) {
		const chunks: Buffer[] = [];
		for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
		return Buffer.concat(chunks).toString('utf8');
	}
	// The variable may hold arguments (code --wait); no shell takes it apart.
	const [editor, ...words] = (process.env.VISUAL || process.env.EDITOR || 'vi').split(/\s+/).filter(Boolean);
	if (editor === undefined) return null;
	const directory = mkdtempSync(path.join(os.tmpdir(), 'xtui-note-'));
	try {
		const file = path.join(directory, 'note.md');
		writeFileSync(file, '');
		const {error, status} = spawnSync(editor, [...words, file], {stdio: 'inherit'});
		return error !== undefined || status !== 0 ? null : readFileSync(file, 'utf8');
	} finally {
		rmSync(directory, {recursive: true, force: true});
	}
}
