import type {FileAccess} from '../../core/files/files.ts';
import {directoryOf} from '../../core/files/paths.ts';
import type {Claim, Format, Listing} from '../format.ts';
import {fileNames, hasOwnNames, hasTraces, numbered, type Place, placeOf} from './layout.ts';
import {ExperimentSource} from './source.ts';
import {headOfState} from './stray.ts';

/** Projects of xMan (wolfhoundgelert/xman): `groupN/expM/` with a pickled state, and a pulse while one runs. */
export const xman: Format = {
	id: 'xman',
	title: 'xMan',
	rank: 95,
	learnsFromOthers: true,
	localIds: true,
	returnsResults: true,
	nests: true,
	detect(listing: Listing, files: FileAccess): Claim[] {
		const place = placeOf(listing.path);
		if (place === null || !hasTraces(listing.entries) || isInExperiment(files, place)) return [];
		if (isProject(listing, files)) return [];
		if (!isXman(files, place) && !hasOwnNames(listing.entries)) return [];
		return [{format: 'xman', path: place.path, files: [`${place.path}/${fileNames.state}`], ownsSubtree: true}];
	},
	open(claim: Claim, files: FileAccess) {
		const place = placeOf(claim.path);
		if (place === null) throw new Error(`${claim.path} is no experiment of xMan`);
		return new ExperimentSource(files, place);
	},
};

/** True for a whole project at a path that an experiment could have: it holds groups, and the state of no experiment. */
function isProject({path, entries}: Listing, files: FileAccess): boolean {
	return numbered(entries, 'group').length > 0 && holdsBox(files, path);
}

/** True for what was copied into an experiment: that is no project, unless it was copied as one, and xman knows nothing of it. */
function isInExperiment(files: FileAccess, {groupPath, projectPath}: Place): boolean {
	if (holdsExperiment(files, projectPath)) return true;
	for (let at = projectPath; at !== ''; at = directoryOf(at))
		if (holdsExperiment(files, at)) return !holdsBox(files, groupPath) && !holdsBox(files, projectPath);
	return false;
}

function holdsExperiment(files: FileAccess, directory: string): boolean {
	return placeOf(directory) !== null && /\bExpData\b/.test(headOfState(files, directory));
}

/** True where the state is that of a group or a project. */
function holdsBox(files: FileAccess, directory: string): boolean {
	return /\bExp(Struct|Proj|Group)Data\b/.test(headOfState(files, directory));
}

/** One sound state of the experiment, its group or its project is enough: any of them may be damaged. */
function isXman(files: FileAccess, {path, groupPath, projectPath}: Place): boolean {
	return [path, groupPath, projectPath].some(directory => /xman\.|(^|\W)cxman/.test(headOfState(files, directory)));
}
