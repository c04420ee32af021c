import type {Host} from '../format.ts';
import {givenTo} from './files/manifest.ts';
import {fileNames} from './layout.ts';

/** Guild puts source code and data into the directory in which it starts a program; of both its manifest has the paths. */
export const host: Host = {
	own: new Set([fileNames.own]),
	isRun: (directory, files) => files.stat(`${directory}/${fileNames.own}/${fileNames.operation}`) !== null,
	startFile: directory => `${directory}/${fileNames.own}/${fileNames.attributes}/started`,
	givenTo: ({path}, files) => givenTo(path, files),
};
