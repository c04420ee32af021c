import type {FileAccess} from '../../../core/files/files.ts';
import type {FormatProblem} from '../../format.ts';
import {fileNames} from '../layout.ts';
import {verifyIndex} from '../output/line-index.ts';
import {compareDigests, parseManifest, readManifest, verifyManifest} from './manifest.ts';

/**
 * For a check: source code and dependencies held against the digests that Guild noted when the run began, and the output against its index.
 * @param hasSource true where the run has noted that source code was copied
 */
export function verifyFiles(files: FileAccess, runPath: string, hasSource: boolean): FormatProblem[] {
	const own = `${runPath}/${fileNames.own}`;
	const index = verifyIndex(files, `${own}/${fileNames.output}`, `${own}/${fileNames.outputIndex}`, true);
	const manifest = readManifest(files, runPath);
	if (manifest === null) return index;
	const fault = verifyManifest(manifest, hasSource);
	const changed: FormatProblem[] = compareDigests(files, runPath, parseManifest(manifest), 'sha1');
	if (fault !== null) changed.unshift({file: `${own}/${fileNames.manifest}`, message: fault, about: 'record'});
	return [...changed, ...index];
}
