import type {FileAccess} from '../../core/files/files.ts';
import type {Claim, Host} from '../format.ts';
import {Given, type GivenFile} from '../given.ts';
import {claimOn, findMeta} from './find-meta.ts';
import {isWork, placeOf} from './layout.ts';
import {Meta} from './meta.ts';

const digestForm = /^[0-9a-f]{64}$/;

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
		if (manifest === null) return null;
		const lines = [...manifest.matchAll(/^([sdr]) (\S+) (.+)$/gm)];
		const notes = lines.map(([, kind, digest = '', path = '']): [string, GivenFile] => {
			// The manifest is written to when the run is over too, so that its time tells nothing of the data.
			const isCode = kind === 's' && digestForm.test(digest);
			return [path, {digest: isCode ? digest : null, isData: kind !== 's'}];
		});
		return new Given(new Map(notes), 'sha256', Number.POSITIVE_INFINITY);
	},
	workerIn(directory: string, files: FileAccess): Claim | null {
		const meta = isWork(directory) ? findMeta(directory, files) : undefined;
		return meta === undefined ? null : claimOn(meta);
	},
};
