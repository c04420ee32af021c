import {directoryOf} from '../../core/files/paths.ts';
import type {Format} from '../format.ts';
import {repositoryOf} from '../git/git-store.ts';
import {parseYamlObject} from '../whole-file.ts';
import {isOfDvclive} from './of-dvclive.ts';
import {pipelineOf} from './pipeline.ts';
import {DvcSource} from './source.ts';

const name = 'dvc.yaml';
const mostBytes = 1024 * 1024;

/**
 * DVC without a tracker: a pipeline in dvc.yaml names files of settings and results, dvc.lock says with what it ran, and each `dvc exp run` is a commit
 * below refs/exps. What DVCLive writes for it is listed by that.
 */
export const dvc: Format = {
	id: 'dvc',
	title: 'DVC',
	rank: 47,
	localIds: true,
	partsRuns: true,
	returnsResults: true,
	detect({path, entries}, files) {
		if (!entries.some(entry => entry.name === name && entry.kind === 'file')) return [];
		const bytes = files.readWhole(`${path}/${name}`, mostBytes);
		const yaml = bytes === null ? null : parseYamlObject(bytes).value;
		if (yaml === null) return [];
		const isOwn = (file: string) => !isOfDvclive(`${path}/${file}`, files);
		const place = entries.some(entry => entry.name === '.dvc') ? repositoryOf(files, path) : null;
		const hasExperiments = place !== null && files.exists(`${place.common}/refs/exps`);
		if (!hasExperiments && !pipelineOf(yaml).metrics.some(isOwn)) return [];
		return [{format: 'dvc', path: `${path}/${name}`, files: [`${path}/${name}`], ownsSubtree: false, ownsFiles: true}];
	},
	open: ({path}, files) => new DvcSource(directoryOf(path), files),
};
