import type {FileAccess} from '../../core/files/files.ts';
import type {Problem} from '../../core/run.ts';
import type {Cached} from './cached.ts';
import {fileNames, numbered} from './layout.ts';
import {absenceOf, readTime} from './saved.ts';

const cannotOpen = 'xman itself cannot open the project until it is repaired';

/** A damaged group or project costs its experiments their names and statuses only, but xman opens nothing then. */
export function damageOfBox(files: FileAccess, cached: Cached, directory: string): Problem[] {
	const problems: Problem[] = [];
	const blame = (name: string, message: string, stopsXman = true) => {
		problems.push({file: `${directory}/${name}`, message: stopsXman ? `${message}; ${cannotOpen}` : message});
	};
	const wrong = cached.wrongWith(directory);
	if (wrong !== null) blame(fileNames.state, wrong.message, wrong.stopsXman);
	const timeFile = `${directory}/${fileNames.saved}`;
	const time = readTime(files, timeFile);
	const wrongTime = time.present ? time.damage : absenceOf(files, timeFile);
	if (wrongTime !== null) blame(fileNames.saved, wrongTime);
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
			.map(file => ({file, message: `${absenceOf(files, file)}; ${cannotOpen}`}));
		return [...(hasRuns(group, null) ? [] : damageOfBox(files, cached, groupPath)), ...bare];
	});
}
