import type {Format} from '../format.ts';
import {VisualDlSource} from './source.ts';

/** With the second in which it was begun, and what a program may add to it. */
const fileName = /^vdlrecords\..*\.log$/;
const headBytes = 64;
/** The first record is a small one: what the run is called. */
const longestFirst = 64 * 1024;

/** VisualDL of PaddlePaddle: a directory that directly holds at least one of its files is a run. */
export const visualDl: Format = {
	id: 'visualdl',
	title: 'VisualDL',
	rank: 39,
	detect({path, entries}, files) {
		const names = entries.filter(({name, kind}) => kind === 'file' && fileName.test(name)).map(({name}) => name);
		const found = names
			.sort()
			.map(name => `${path}/${name}`)
			.filter(file => isOwn(files.readRange(file, 0, headBytes)));
		return found.length === 0 ? [] : [{format: 'visualdl', path, files: found, ownsSubtree: false, ownsFiles: true}];
	},
	open: (claim, files) => new VisualDlSource(claim, files),
};

/** A length, and a value with its tag; a file that was made just now has neither yet. */
function isOwn(head: Uint8Array | null): boolean {
	if (head?.length === 0) return true;
	if (head === null || head.length < 12) return false;
	const view = new DataView(head.buffer, head.byteOffset, head.length);
	return view.getUint32(0, true) < longestFirst && view.getUint32(4, true) === 0 && head[8] === 0x0a;
}
