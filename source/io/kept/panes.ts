import {readFileSync, rmSync} from 'node:fs';
import path from 'node:path';
import type {PaneTree} from '../../core/panes/pane-tree.ts';
import {readPaneTree} from '../../core/panes/read-tree.ts';
import {stateDirectory} from '../state-directory.ts';
import {makeDirectory} from '../write/make-directory.ts';
import {replaceFile} from '../write/replace.ts';

/** How this person has arranged the panes of the Compare screen, in any tree of runs. */
const panesFile = (): string => path.join(stateDirectory(), 'compare-panes.json');

/** The arrangement that was kept, null for the usual one; and what is wrong with its file. */
export function readPanes(file = panesFile()): {tree: PaneTree | null; problems: string[]} {
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch {
		return {tree: null, problems: []};
	}
	try {
		const tree = readPaneTree(JSON.parse(text));
		if (tree !== null) return {tree, problems: []};
	} catch {
		// The same is wrong with it as with JSON of another kind.
	}
	return {tree: null, problems: [`${file} holds no arrangement of panes: the usual one is shown`]};
}

/** Keeps an arrangement for the next start; null for the usual one. @throws what the system says */
export function keepPanes(tree: PaneTree | null, file = panesFile()): void {
	if (tree === null) {
		rmSync(file, {force: true});
		return;
	}
	makeDirectory(path.dirname(file), 0o700);
	replaceFile(file, `${JSON.stringify(tree)}\n`);
}
