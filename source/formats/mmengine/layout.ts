import {nameOf} from '../../core/files/paths.ts';
import type {Listing} from '../format.ts';

/**
 * What MMEngine's runner makes of a start (mmengine/runner/runner.py, mmengine/visualization/vis_backend.py): `<work_dir>/<time of the
 * start>/<the same>.log` and, beside it, `vis_data/` with `config.py`, `scalars.json`, and the same lines again in `<time>.json`.
 */
export interface Layout {
	log: string;
	config: string;
	scalars: string;
	/** Says the same as `scalars`. */
	repeated: string;
}

const dataFolder = 'vis_data';

/** True for the directory of a start. */
export function isStart({path, entries}: Listing): boolean {
	const name = nameOf(path);
	const hasData = entries.some(entry => entry.name === dataFolder && entry.kind === 'directory');
	return hasData && (/^\d{8}_\d{6}$/.test(name) || entries.some(entry => entry.name === `${name}.log` && entry.kind === 'file'));
}

/** The files of a start; they may not be there yet. */
export function layoutOf(path: string): Layout {
	const name = nameOf(path);
	const data = `${path}/${dataFolder}`;
	return {
		log: `${path}/${name}.log`,
		config: `${data}/config.py`,
		scalars: `${data}/scalars.json`,
		repeated: `${data}/${name}.json`,
	};
}
