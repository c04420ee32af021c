import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {type Instance, type Pickled, pickled} from '../write-pickle.ts';

/** `.data` of a group or a project. */
export const box = (name: string) =>
	pickled({of: 'xman.struct.ExpStructData', with: {name, descr: '', manual_status: null, manual_status_resolution: null}});

/** `.data` of an experiment. */
export const experiment = (name: string, more: Record<string, Pickled> = {}) =>
	pickled({
		of: 'xman.exp.ExpData',
		with: {name, descr: '', manual_status: null, manual_status_resolution: null, pipeline: null, ...more},
	});

/** A pipeline as its states tell. */
export const pipeline = (more: Record<string, Pickled> = {}): Instance => ({
	of: 'xman.pipeline.PipelineData',
	with: {started: true, finished: false, error: null, error_stack: null, ...more},
});

/** Puts projects, groups and experiments onto the disk, below a root. */
export const boxesIn = (root: string) => (directory: string, data: Uint8Array) => {
	mkdirSync(path.join(root, directory), {recursive: true});
	writeFileSync(path.join(root, directory, '.data'), data);
	writeFileSync(path.join(root, directory, '.time'), pickled(1_700_000_000));
};
