import type {CodeDiff} from './code-diff.ts';
import type {FileDiff} from './diff-texts.ts';

/** The lines that `git apply` and `patch -p1` know a file by. */
function headOf({path, movedFrom, change, note}: FileDiff): string[] {
	const git = `diff --git a/${movedFrom ?? path} b/${path}`;
	if (movedFrom !== null) return [git, 'similarity index 100%', `rename from ${movedFrom}`, `rename to ${path}`];
	const mode = change === 'added' ? ['new file mode 100644'] : change === 'removed' ? ['deleted file mode 100644'] : [];
	if (note !== null) return [git, ...mode, `# ${path}: ${note}`];
	return [
		git,
		...mode,
		`--- ${change === 'added' ? '/dev/null' : `a/${path}`}`,
		`+++ ${change === 'removed' ? '/dev/null' : `b/${path}`}`,
	];
}

/** A difference of code as a unified diff in Git's form. */
export const unifiedLines = ({files}: CodeDiff): string[] => files.flatMap(file => [...headOf(file), ...file.lines]);
