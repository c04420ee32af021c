import {mkdirSync, rmSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {makeRoot} from './live-session.ts';

/** What tells when it is over, as a test does. */
export interface Ending {
	after(act: () => void): void;
}

/** Files below a root of their own, which goes with its test. */
export class FileTree {
	readonly root = makeRoot();

	/** @param fromMs where the times that files are given count from, milliseconds */
	constructor(
		context: Ending,
		private readonly fromMs = 0,
	) {
		context.after(() => rmSync(this.root, {recursive: true, force: true}));
	}

	/** @param atS when it was written last, seconds after `fromMs`; null for now */
	write(name: string, content: string | Uint8Array, atS: number | null = null): this {
		const file = path.join(this.root, name);
		mkdirSync(path.dirname(file), {recursive: true});
		writeFileSync(file, content);
		if (atS !== null) utimesSync(file, this.fromMs / 1000 + atS, this.fromMs / 1000 + atS);
		return this;
	}

	/** Writes files by their names in a directory. */
	writeAll(directory: string, contents: Record<string, string | Uint8Array>, atS: number | null = null): this {
		for (const [name, content] of Object.entries(contents)) this.write(path.join(directory, name), content, atS);
		return this;
	}
}
