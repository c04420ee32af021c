import type {FileAccess} from '../../core/files.ts';
import type {Claim, Format, Listing} from '../format.ts';
import {parseJsonObject} from '../whole-file.ts';
import {DvcliveSource} from './source.ts';

/** What DVCLive itself puts into its directory. */
const ownNames = /^(?:metrics\.json|params\.yaml|dvc\.yaml|plots|artifacts|report\.\w+)$/;
const mostBytes = 65_536;

/**
 * True for a run with parameters and no table yet. Projects keep a metrics.json and a params.yaml of their own too, but not
 * these alone; and the one of DVCLive holds nothing yet, or a step.
 */
function isBegun({path, entries}: Listing, files: FileAccess): boolean {
	if (!entries.some(({name}) => name === 'params.yaml') || !entries.every(({name}) => ownNames.test(name))) return false;
	const bytes = files.readWhole(`${path}/metrics.json`, mostBytes);
	const values = bytes === null ? null : parseJsonObject(bytes).value;
	return values !== null && (Object.keys(values).length === 0 || typeof values.step === 'number');
}

/** DVCLive: a table for each metric under plots/metrics, the latest values in metrics.json, parameters in params.yaml. */
export const dvclive: Format = {
	id: 'dvclive',
	title: 'DVCLive',
	rank: 60,
	alone: true,
	guests: ['wandb'],
	detect({path, entries}: Listing, files: FileAccess): Claim[] {
		const names = new Set(entries.map(({name}) => name));
		const isNamed = /(?:^|[-_/])dvclive(?:[-_]|$)/i.test(path.slice(path.lastIndexOf('/')));
		const hasPlots = names.has('plots') && (files.list(`${path}/plots`) ?? []).some(({name}) => name === 'metrics');
		const isRun = isNamed
			? names.has('metrics.json') || hasPlots
			: names.has('metrics.json') && (hasPlots || isBegun({path, entries}, files));
		if (!isRun) return [];
		const own = ['metrics.json', 'params.yaml'].filter(name => names.has(name));
		return [{format: 'dvclive', path, files: own.map(name => `${path}/${name}`), ownsSubtree: true}];
	},
	open: (claim, files) => new DvcliveSource(claim.path, files),
};
