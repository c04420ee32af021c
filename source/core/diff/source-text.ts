import type {GitState} from '../run.ts';

/** What a run recorded of its code, besides the commit. */
export interface RecordedSource {
	/** Of all its source together. */
	digest: string | null;
	/** Source files that it kept copies of. */
	copies: number;
	/** Whether a patch with the changes beyond the commit was kept. */
	patched: boolean;
}

export const notRecorded = 'not recorded';

export const nothingRecorded: RecordedSource = {digest: null, copies: 0, patched: false};

/** `4f1c2aa9 main with changes`; null where no commit is known. */
export function gitText(git: GitState | null): string | null {
	const parts = [git?.commit?.slice(0, 8), git?.branch, git?.dirty === true ? 'with changes' : null].filter(part => part);
	return parts.length === 0 ? null : parts.join(' ');
}

/** `1 file kept`; empty for none. */
export const copiesText = (copies: number): string => (copies === 0 ? '' : `${copies} ${copies === 1 ? 'file' : 'files'} kept`);

/** Everything that says what code a run ran, in a line: `4f1c2aa9 main`, `digest 93ab12cd, 14 files kept`, `not recorded`. */
export function sourceText(git: GitState | null, {digest, copies, patched}: RecordedSource): string {
	const commit = gitText(git);
	const parts = [
		commit === null ? '' : patched ? `${commit}, patch kept` : commit,
		digest === null || commit !== null ? '' : `digest ${digest.slice(0, 8)}`,
		commit === null && patched ? 'patch kept' : '',
		copiesText(copies),
	].filter(part => part !== '');
	return parts.length === 0 ? notRecorded : parts.join(', ');
}
