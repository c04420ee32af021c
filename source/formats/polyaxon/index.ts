import type {Format} from '../format.ts';
import {aboutName, growingFiles, metricsFolder, PolyaxonSource} from './source.ts';

/** Polyaxon (traceml): runs that were tracked offline, and artifacts of others that were fetched. */
export const polyaxon: Format = {
	id: 'polyaxon',
	title: 'Polyaxon',
	rank: 77,
	logsPrograms: true,
	detect({path, entries}, files) {
		const hasAbout = entries.some(({name, kind}) => name === aboutName && kind === 'file');
		const hasEvents = entries.some(({name, kind}) => name === 'events' && kind === 'directory');
		if (!hasAbout && !(hasEvents && (files.names(`${path}/${metricsFolder}`) ?? []).some(name => name.endsWith('.plx'))))
			return [];
		return [
			{format: 'polyaxon', path, files: hasAbout ? [`${path}/${aboutName}`] : growingFiles(path, files), ownsSubtree: true},
		];
	},
	open: (claim, files) => new PolyaxonSource(claim, files),
};
