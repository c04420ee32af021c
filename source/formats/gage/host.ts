import type {FileAccess} from '../../core/files/files.ts';
import type {Claim, Host} from '../format.ts';
import {claimOn, findMeta} from './find-meta.ts';
import {isWork, placeOf} from './layout.ts';
import {Meta} from './meta.ts';

/**
 * The directory that a run of Gage has worked in: `<uuid>` beside its meta. The manifest has what Gage put there, `s` source code, `d`
 * dependencies, `r` what it made of them, and at the end what the run itself generated, `g` (gage/_internal/run_manifest.py).
 */
export const host: Host = {
	own: new Set(),
	isRun: () => false,
	givenTo({path}: Claim, files: FileAccess) {
		const place = placeOf(path);
		const manifest = place === null ? null : new Meta(files, place).text('manifest');
		return manifest === null ? null : new Set([...manifest.matchAll(/^[sdr] \S+ (.+)$/gm)].map(([, given = '']) => given));
	},
	workerIn(directory: string, files: FileAccess): Claim | null {
		const meta = isWork(directory) ? findMeta(directory, files) : undefined;
		return meta === undefined ? null : claimOn(meta);
	},
};
