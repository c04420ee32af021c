import path from 'node:path';
import {patchText, readPatch} from '../../core/diff/code/apply-patch.ts';
import {type CodeDiff, type CodeTexts, diffCode} from '../../core/diff/code/code-diff.ts';
import type {FileAccess} from '../../core/files/files.ts';
import {type RunCode, readCopies, readPatchText} from './code-of.ts';
import {findRepository, listChanged, readTexts} from './git-texts.ts';

const shortCommit = (commit: string): string => commit.slice(0, 8);
const commitOf = ({git}: RunCode): string | null => git?.commit ?? null;

/** What of a run's code is not known, in words. */
function listGaps({name, git, kept}: RunCode): string[] {
	const isLost = git?.dirty === true && !kept.commitIsWhole && kept.patch === null && kept.sources.size === 0;
	return isLost ? [`${name} ran with uncommitted changes, which were not kept`] : [];
}

/** Lays the changes of a patch over the files of a commit; says which of them do not fit. */
function patchTexts(texts: Map<string, string>, patch: string | null, name: string, notes: string[]): void {
	const parts = patch === null ? [] : readPatch(patch);
	if (parts === null) notes.push(`The patch of ${name} cannot be read`);
	for (const part of parts ?? []) {
		const before = part.from === null ? null : (texts.get(part.from) ?? null);
		const after = patchText(before, part);
		if (after === false) notes.push(`The patch of ${name} does not fit ${part.to ?? part.from}`);
		else if (part.from !== null && part.from !== part.to) texts.delete(part.from);
		if (part.to !== null && typeof after === 'string') texts.set(part.to, after);
	}
}

const pathsIn = (patch: string | null): string[] =>
	(patch === null ? null : readPatch(patch))?.flatMap(({from, to}) => [from, to].filter(name => name !== null)) ?? [];

/** Both commits are in a repository on this machine: their files, with what the runs had changed beyond them. */
async function compareCommits(files: FileAccess, before: RunCode, after: RunCode): Promise<CodeDiff | null> {
	const [from, to] = [commitOf(before), commitOf(after)];
	if (from === null || to === null) return null;
	const top = await findRepository([...before.places, ...after.places], [from, to]);
	if (top === null) return null;
	const changed = from === to ? [] : await listChanged(top, from, to);
	if (changed === null) return null;
	const patches = [readPatchText(files, before), readPatchText(files, after)] as const;
	const paths = [...new Set([...changed, ...patches.flatMap(pathsIn)])];
	const texts = await Promise.all([readTexts(top, from, paths), readTexts(top, to, paths)]);
	const notes: string[] = [];
	patchTexts(texts[0], patches[0], before.name, notes);
	patchTexts(texts[1], patches[1], after.name, notes);
	const what = from === to ? `commit ${shortCommit(from)}` : `commits ${shortCommit(from)} → ${shortCommit(to)}`;
	return diffCode(`${what} in ${top}`, texts[0], texts[1], notes);
}

/** One run kept copies, the other one's commit is in a repository here: the files that the copies are of. */
async function compareMixed(
	files: FileAccess,
	copied: RunCode,
	committed: RunCode,
): Promise<[CodeTexts, CodeTexts, string] | null> {
	const commit = commitOf(committed);
	const copies = readCopies(files, copied);
	const top = commit === null || copies.size === 0 ? null : await findRepository(committed.places, [commit]);
	if (commit === null || top === null) return null;
	const patch = readPatchText(files, committed);
	// The project of the copies may be a directory inside the repository.
	for (const below of new Set([path.relative(top, committed.places[0] ?? top), ''])) {
		if (below.startsWith('..')) continue;
		const inTop = (name: string) => (below === '' ? name : `${below}/${name}`);
		const texts = await readTexts(top, commit, [...copies.keys()].map(inTop));
		patchTexts(texts, patch, committed.name, []);
		const same = new Map(
			[...copies.keys()].flatMap(name => (texts.has(inTop(name)) ? [[name, texts.get(inTop(name))!] as const] : [])),
		);
		if (same.size > 0) return [copies, same, `the copies in ${copied.name} and commit ${shortCommit(commit)} in ${top}`];
	}
	return null;
}

/** Why nothing can be compared. */
function explain(before: RunCode, after: RunCode): string[] {
	const nothing = [before, after].filter(code => commitOf(code) === null && code.kept.sources.size === 0);
	if (nothing.length === 2) return ['Neither run recorded a commit or copies of its source'];
	if (nothing.length === 1) return [`No commit and no copies of its source are recorded of ${nothing[0]!.name}`];
	const commits = [...new Set([commitOf(before), commitOf(after)])].flatMap(commit =>
		commit === null ? [] : [shortCommit(commit)],
	);
	return [
		`No repository on this machine, where these runs began or lie, has ${commits.length > 1 ? 'both commits' : 'the commit'} ${commits.join(' and ')}`,
	];
}

/** How the code of two runs differs, by the copies that both kept, else by their commits and patches where their repository is here. */
export async function compareCode(files: FileAccess, before: RunCode, after: RunCode): Promise<CodeDiff> {
	const gaps = [...listGaps(before), ...listGaps(after)];
	const nothing = (how: string | null, notes: readonly string[]): CodeDiff => ({how, files: [], notes: [...gaps, ...notes]});
	if (before.digest !== null && before.digest === after.digest) return nothing(`digest ${before.digest.slice(0, 8)}`, []);
	const copies = [readCopies(files, before), readCopies(files, after)] as const;
	if (copies[0].size > 0 && copies[1].size > 0) return diffCode('the copies in both runs', copies[0], copies[1], gaps);
	const committed = await compareCommits(files, before, after);
	if (committed !== null) return {...committed, notes: [...gaps, ...committed.notes]};
	if (copies[0].size > 0) {
		const mixed = await compareMixed(files, before, after);
		if (mixed !== null) return diffCode(mixed[2], mixed[0], mixed[1], gaps);
	} else {
		const mixed = await compareMixed(files, after, before);
		if (mixed !== null) return diffCode(mixed[2], mixed[1], mixed[0], gaps);
	}
	const commit = commitOf(before);
	const patched = [before, after].some(({kept, git}) => kept.patch !== null || (git?.dirty === true && !kept.commitIsWhole));
	if (commit !== null && commit === commitOf(after) && !patched) return nothing(`commit ${shortCommit(commit)}`, []);
	return nothing(null, explain(before, after));
}
