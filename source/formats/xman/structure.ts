import type {FileAccess} from '../../core/files/files.ts';
import type {Problem} from '../../core/run.ts';
import type {Cached} from './cached.ts';
import {fileNames, numbered} from './layout.ts';
import {readSaved} from './saved.ts';

const cannotOpen = 'xman itself cannot open the project until it is repaired';

/** A damaged group or project costs its experiments their names and statuses only, but xman opens nothing then. */
export function damageOfBox(files: FileAccess, cached: Cached, directory: string): Problem[] {
	const problems: Problem[] = [];
	const blame = (name: string, damage: string | null) => {
		if (damage !== null) problems.push({file: `${directory}/${name}`, message: `${damage}; ${cannotOpen}`});
	};
	blame(fileNames.state, cached.damage(directory));
	const time = readSaved(files, `${directory}/${fileNames.saved}`, 1000);
	blame(fileNames.saved, time.present ? time.damage : `${fileNames.saved} is missing`);
	return problems;
}

/** What no experiment is there to tell of: groups without any, and directories that xman takes for experiments although nothing is in them. */
export function damageWithoutRuns(
	files: FileAccess,
	cached: Cached,
	projectPath: string,
	hasRuns: (group: number, experiment: number | null) => boolean,
): Problem[] {
	return numbered(cached.list(projectPath), 'group').flatMap(group => {
		const groupPath = `${projectPath}/group${group}`;
		const bare = numbered(cached.list(groupPath), 'exp')
			.filter(experiment => !hasRuns(group, experiment))
			.map(experiment => `${groupPath}/exp${experiment}`)
			// Of what may not be looked into nobody knows, and that it may not is said already.
			.filter(directory => files.names(directory) !== null)
			.map(directory => `${directory}/${fileNames.state}`)
			.filter(file => files.stat(file)?.kind !== 'file')
			.map(file => ({file, message: `${fileNames.state} is missing; ${cannotOpen}`}));
		return [...(hasRuns(group, null) ? [] : damageOfBox(files, cached, groupPath)), ...bare];
	});
}
