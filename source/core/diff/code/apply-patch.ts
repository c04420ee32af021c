import {applyPatch, parsePatch, type StructuredPatch} from 'diff';

/** A patch of several files, one after the other. */
export interface PatchFile {
	/** Before and after; null where the file is made or taken away. */
	from: string | null;
	to: string | null;
	patch: StructuredPatch;
}

/** `a/train.py` of a Git diff is train.py; the empty file stands for none. */
function pathOf(name: string | undefined): string | null {
	if (name === undefined || name === '/dev/null') return null;
	return name.replace(/^[ab]\//, '').replace(/\t.*$/, '');
}

/** Reads a unified diff; null where it is none. */
export function readPatch(text: string): PatchFile[] | null {
	try {
		return parsePatch(text)
			.map(patch => ({from: pathOf(patch.oldFileName), to: pathOf(patch.newFileName), patch}))
			.filter(({from, to}) => from !== null || to !== null);
	} catch {
		return null;
	}
}

/** The file after a patch; false where the patch does not fit it. */
export function patchText(text: string | null, {to, patch}: PatchFile): string | null | false {
	if (to === null) return null;
	return patch.hunks.length === 0 ? (text ?? '') : applyPatch(text ?? '', patch);
}
