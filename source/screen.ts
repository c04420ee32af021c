import {ActHelper} from './commands/acting/helper-client.ts';
import {reasonAgainst} from './commands/acting/read-only.ts';
import {writeInEditor} from './commands/acting/write-note.ts';
import type {CommandInput} from './commands/command.ts';
import {namedFiles} from './commands/find/named-files.ts';
import {readBy} from './commands/find/read-by.ts';
import {checkRoots, namesPath} from './commands/find/roots.ts';
import {describeFault} from './commands/find/select.ts';
import {loadSettings} from './commands/settings/load-settings.ts';
import {faultLines} from './commands/settings/read-settings.ts';
import {parseQuery} from './core/query/language/parse.ts';
import {namedCommands, type Settings} from './core/settings/settings.ts';
import {safeOutput} from './core/text/safe-output.ts';
import {Grid} from './draw/grid.ts';
import {bold, roleStyle} from './draw/style.ts';
import {type FirstRows, findFirstRows} from './engine/asleep/first-rows.ts';
import {glanceAtRuns} from './engine/discovery/glance.ts';
import {lateAfter} from './engine/live/late-after.ts';
import type {RemoteEngine} from './engine/remote.ts';
import {nodeFiles} from './io/files.ts';
import {homeDirectory} from './io/home.ts';
import {readFirstRows} from './io/kept/readings.ts';
import {openTerminal, type Terminal} from './terminal/terminal.ts';
import type {LoadInk} from './ui/ink-options.ts';
import {rootsText} from './ui/parts/roots-text.ts';
import type {UiSettings} from './ui/ui-settings.ts';

/** The first thing on the screen, there before the code of the screen is loaded: which program this is, and where it looks. */
function showFirst(terminal: Terminal, roots: readonly string[]): void {
	const grid = new Grid(terminal.cols, terminal.rows);
	const x = grid.put(1, 0, 'xtui', roleStyle('default', bold));
	grid.put(x + 2, 0, roots.map(root => rootsText([root], homeDirectory())).join('  '), roleStyle('dim'));
	terminal.show(grid);
}

/** The background that a person names, in the variable by which terminals tell theirs; an answer of the terminal itself counts more. */
function backgroundOf({light, dark}: CommandInput['flags'], usual: Settings['background']): {COLORFGBG?: string} {
	const background = light === true ? 'light' : dark === true ? 'dark' : usual;
	return background === 'auto' ? {} : {COLORFGBG: background === 'light' ? '0;15' : '15;0'};
}

/**
 * Words that name something are directories to look under, the others together the filter to begin with, as for `xtui ls`. A single plain word that
 * names nothing is rather a verb or a directory that was misspelt.
 */
function splitAsked(
	words: readonly string[],
	{where}: CommandInput['flags'],
): {roots: string[]; filter: string} | {fault: string} {
	const roots = words.filter(namesPath);
	const others = words.filter(word => !namesPath(word));
	const [first] = words;
	if (first !== undefined && first === others[0] && /^[a-z-]+$/i.test(first))
		return {
			fault: `xtui: there is no command or directory ${first}; xtui --where=${first} begins with it as a filter, xtui --help lists commands`,
		};
	const filter = [...others, ...(typeof where === 'string' ? [where] : [])].join(' ');
	const parsed = parseQuery(filter);
	return parsed.ok ? {roots, filter} : {fault: describeFault(filter, parsed.error)};
}

/** The view to begin with, where --view or --fresh asks for another one than the last. */
async function viewAsked(
	{view, fresh}: CommandInput['flags'],
	roots: readonly string[],
): Promise<Pick<UiSettings, 'begin' | 'fresh'> | {fault: string} | null> {
	if (typeof view === 'string') return (await import('./commands/screen/keeper.ts')).findBegin(roots, view);
	return fresh === true ? {begin: (await import('./core/views/views.ts')).defaultView(), fresh} : null;
}

/** A slow disk must not hold up the first frame. */
const mostCheckingMs = 60;
const mostGlancingMs = 15;

/** What the last screen on these roots showed first, as far as it still stands; without that, what names of directories tell. */
function firstRows(roots: readonly string[], most: number): NonNullable<UiSettings['first']> {
	const reader = readBy();
	const kept = findFirstRows(readFirstRows(roots) as FirstRows | null, reader, nodeFiles, lateAfter(mostCheckingMs));
	return {rows: kept.length > 0 ? kept : glanceAtRuns(roots, nodeFiles, most, lateAfter(mostGlancingMs)), readBy: reader};
}

/**
 * Opens the screen on the roots and stays until the person quits.
 * @param engine the engine's thread, booting
 * @returns the exit status
 */
export async function openScreen(
	words: readonly string[],
	flags: CommandInput['flags'],
	engine: RemoteEngine,
	loadInk: LoadInk,
): Promise<number> {
	// The screen is a bundle of its own, which has read no settings yet.
	const found = await loadSettings();
	const {settings} = found;
	const asked = splitAsked(words, flags);
	if ('fault' in asked) {
		process.stderr.write(`${safeOutput(asked.fault)}\n`);
		await engine.close();
		return 2;
	}
	const {roots, failures} = checkRoots(asked.roots);
	for (const failure of failures) process.stderr.write(`${safeOutput(failure)}\n`);
	if (roots.length === 0) {
		await engine.close();
		return 1;
	}
	const view = await viewAsked(flags, roots);
	if (view !== null && 'fault' in view) {
		process.stderr.write(`xtui: ${safeOutput(view.fault)}\n`);
		await engine.close();
		return 2;
	}
	const terminal = openTerminal({
		input: process.stdin,
		output: process.stdout,
		env: {...process.env, ...backgroundOf(flags, settings.background)},
		mouse: (flags.mouse ?? settings.mouse) !== false,
		ascii: (flags.ascii ?? settings.ascii) === true,
	});
	try {
		showFirst(terminal, roots);
		const [{runScreen}, {openKeeper}] = await Promise.all([import('./ui/start.ts'), import('./commands/screen/keeper.ts')]);
		return await runScreen({
			roots,
			terminal,
			engine,
			loadInk,
			acting: Object.assign(new ActHelper(), {edit: writeInEditor}),
			settings: {
				home: homeDirectory(),
				readonly: reasonAgainst(flags),
				keeper: openKeeper(roots, faultLines(found)),
				keys: settings.keys,
				commands: namedCommands(settings),
				names: settings,
				files: namedFiles(asked.roots).map(({real}) => real),
				first: firstRows(roots, terminal.rows),
				...view,
				...(asked.filter !== '' && {filter: asked.filter}),
			},
		});
	} finally {
		terminal.close();
		await engine.close();
	}
}
