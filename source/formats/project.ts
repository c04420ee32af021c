import type {Entry} from '../core/files/files.ts';

const signs =
	/^(?:\.git|pyproject\.toml|setup\.(?:py|cfg)|requirements[^/]*\.txt|package\.json|Makefile|Dockerfile|[^.].*\.(?:py|ipynb))$/;

/**
 * True where a directory holds a program and not only what one wrote: a run whose output directory was set to `.` does not own everything
 * that lies below.
 */
export const isProject = (entries: readonly Entry[]): boolean => entries.some(({name}) => signs.test(name));
