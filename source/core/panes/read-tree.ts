import {isRecord} from '../is-record.ts';
import {listPanes, mostPanes, type PaneContent, type PaneTree, paneContents} from './pane-tree.ts';

function readNode(value: unknown, depth: number): PaneTree | null {
	if (!isRecord(value) || depth > mostPanes) return null;
	const {direction, share, id, content, metric} = value;
	if (direction === 'right' || direction === 'below') {
		const first = readNode(value.first, depth + 1);
		const second = readNode(value.second, depth + 1);
		if (first === null || second === null || typeof share !== 'number' || !(share > 0 && share < 1)) return null;
		return {direction, share, first, second};
	}
	const isKnown = paneContents.some(known => known === content);
	if (!isKnown || !Number.isSafeInteger(id) || !(metric === null || typeof metric === 'string')) return null;
	return {id: id as number, content: content as PaneContent, metric};
}

/** A tree that was kept as JSON; null for anything else, and for one that this version could not show. */
export function readPaneTree(json: unknown): PaneTree | null {
	const tree = readNode(json, 0);
	if (tree === null) return null;
	const ids = listPanes(tree).map(({id}) => id);
	return ids.length <= mostPanes && new Set(ids).size === ids.length ? tree : null;
}
