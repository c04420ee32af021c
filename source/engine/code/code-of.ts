import type {FileAccess} from '../../core/files/files.ts';
import type {GitState} from '../../core/run.ts';
import {decodeText} from '../../encodings/text/text.ts';
import type {Kept} from '../../formats/kept.ts';
import {keptOf} from '../kept-of.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {Registry} from '../registry.ts';

const largestBytes = 1024 * 1024;
const largestPatchBytes = 16 * 1024 * 1024;

/** What is known of the code that a run ran. */
export interface RunCode {
	/** What the run is called in notes. */
	name: string;
	git: GitState | null;
	digest: string | null;
	kept: Kept;
	/** Where its repository may be, the most likely place first. */
	places: string[];
}

export function codeOf(registry: Registry, run: TrackedRun, name: string): RunCode {
	const {facts} = run;
	const cwd = facts.command?.cwd;
	return {
		name,
		git: facts.git,
		digest: facts.sourceDigest,
		kept: keptOf(registry, run),
		places: [...(cwd?.startsWith('/') ? [cwd] : []), run.path],
	};
}

/** Texts of the copies that a run kept, by path in the project. */
export function readCopies(files: FileAccess, {kept}: RunCode): Map<string, string> {
	const texts = new Map<string, string>();
	for (const [path, copy] of kept.sources) {
		const bytes = files.readWhole(copy, largestBytes);
		if (bytes !== null) texts.set(path, decodeText(bytes));
	}
	return texts;
}

/** The patch with the changes beyond the commit; null for none. */
export function readPatchText(files: FileAccess, {kept}: RunCode): string | null {
	const bytes = kept.patch === null ? null : files.readWhole(kept.patch, largestPatchBytes);
	return bytes === null ? null : decodeText(bytes);
}
