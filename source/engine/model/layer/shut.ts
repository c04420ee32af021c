import {isWithin} from '../../../core/files/paths.ts';
import type {Problem} from '../../../core/run.ts';

/** What of a run may not be read, as a problem of it. */
export interface Shut extends Problem {
	/** "permission denied" */
	why: string;
	isDirectory: boolean;
	/** False for what lies outside of the run, which is no fault of it, but for what its reader blames itself. */
	isOwn: boolean;
}

const asProblem = ({file, message}: Shut): Problem => ({file, message});

/** What a problem is about of that which may not be read: nobody can say of it that it is cut, damaged or absent. Undefined for anything else. */
export const findShut = ({file}: Pick<Problem, 'file'>, shut: readonly Shut[]): Shut | undefined =>
	shut.find(each => each.file === file || (each.isDirectory && isWithin(file, each.file)));

/** Problems as they stand beside what may not be read: all that is the run's own is named, of the rest what its reader names. */
export function tellShut(said: readonly Problem[], shut: readonly Shut[]): readonly Problem[] {
	if (shut.length === 0) return said;
	const told = new Set(shut.filter(({isOwn}) => isOwn));
	const others: Problem[] = [];
	for (const problem of said) {
		const about = findShut(problem, shut);
		if (about === undefined) others.push(problem);
		else told.add(about);
	}
	return [...Array.from(told, asProblem), ...others];
}

/** Problems of a source as a whole, where its run names what is its own: what is left to say. */
export function leaveShut(said: readonly Problem[], shut: readonly Shut[]): readonly Problem[] {
	return tellShut(said, shut).filter(problem => findShut(problem, shut)?.isOwn !== true);
}
