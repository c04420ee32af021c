import {accessSync, constants, readdirSync, readFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type {Fact, Section} from '../../core/examination.ts';
import {findRemoteFileSystem} from '../../io/file-systems.ts';
import {errorCode} from '../../io/look.ts';
import {canSeeProcesses} from '../../io/processes/processes.ts';
import {watchDirectories} from '../../io/watch.ts';
import type {TerminalAbilities} from '../command.ts';

/** Below these, a tree of some thousand runs is looked at by the second instead of being heard. */
const fewWatches = 8192;
const fewFiles = 1024;
const oldestNode = [20, 19] as const;

function readNumber(file: string, pattern = /(\d+)/): number | null {
	try {
		const found = pattern.exec(readFileSync(file, 'utf8'))?.[1];
		return found === undefined ? null : Number(found);
	} catch {
		return null;
	}
}

export function examineVersions(version: string): Section {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	const isOld = major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]);
	return {
		id: 'versions',
		title: 'Versions',
		facts: [
			{id: 'xtui', label: 'xtui', value: version},
			{
				id: 'node',
				label: 'Node.js',
				value: process.versions.node,
				...(isOld && {advice: `Node.js ${oldestNode.join('.')} or later is needed`}),
			},
			{id: 'system', label: 'System', value: `${os.type()} ${os.release()} ${os.arch()}`},
			{id: 'host', label: 'Host', value: os.hostname()},
		],
	};
}

export function examineTerminal(abilities: TerminalAbilities | null): Section {
	if (abilities === null) return {id: 'terminal', title: 'Terminal', facts: []};
	const {env, colors, unicode, braille, dark, isTerminal, cols, rows} = abilities;
	const inside = [env.TMUX && 'tmux', env.STY && 'screen', env.SSH_CONNECTION && 'ssh'].filter(Boolean).join(', ');
	const facts: Fact[] = [
		{
			id: 'is_terminal',
			label: 'Output',
			value: isTerminal,
			text: isTerminal ? `a terminal of ${cols} × ${rows} cells` : 'no terminal: lists are printed once',
		},
		{id: 'term', label: 'TERM', value: env.TERM ?? null, ...(!env.TERM && {advice: 'Set TERM, so that colours are used'})},
		{
			id: 'colors',
			label: 'Colours',
			value: colors,
			text: colors === 1 ? `none${env.NO_COLOR ? ' (NO_COLOR is set)' : ''}` : colors > 256 ? 'true colour' : String(colors),
		},
		{
			id: 'unicode',
			label: 'Unicode',
			value: unicode,
			...(!unicode && {advice: 'The locale is not UTF-8: set LANG to one that is (C.UTF-8), or start with --ascii'}),
		},
		{
			id: 'braille',
			label: 'Braille for curves',
			value: braille,
			text: braille ? 'yes, if the font has it' : 'no: curves are drawn with ASCII',
		},
		{id: 'dark', label: 'Background', value: dark, text: dark === null ? 'asked when the screen opens' : dark ? 'dark' : 'light'},
		{id: 'synchronized', label: 'Synchronized output', value: null, text: 'asked when the screen opens (mode 2026)'},
	];
	if (inside !== '') facts.push({id: 'inside', label: 'Inside', value: inside});
	return {id: 'terminal', title: 'Terminal', facts};
}

/** True where the open files of every process can be listed, also those of other users. */
function canSeeOpenFiles(): boolean {
	return readdirSync('/proc')
		.filter(name => /^\d+$/.test(name))
		.every(pid => {
			try {
				readdirSync(`/proc/${pid}/fd`);
				return true;
			} catch (error) {
				// It may have ended in the meantime, which hides nothing.
				return errorCode(error) !== 'EACCES';
			}
		});
}

export function examineProcesses(): Section {
	const visible = canSeeProcesses();
	const complete = visible && canSeeOpenFiles();
	return {
		id: 'processes',
		title: 'Processes',
		facts: [
			{
				id: 'visible',
				label: 'Seen in /proc',
				value: visible,
				...(!visible && {advice: 'Without /proc only silence tells that a run has died'}),
			},
			{
				id: 'open_files_of_all',
				label: 'Files held open by others',
				value: complete,
				text: complete ? 'yes' : 'only of your own processes',
				...(visible && !complete && {advice: "Other users' runs are judged by their silence; that takes longer"}),
			},
		],
	};
}

/** Limits of watching, and whether it works on the roots. `directories` is how many there are below them. */
export function examineWatching(roots: readonly string[], directories: number): Section {
	const watches = readNumber('/proc/sys/fs/inotify/max_user_watches');
	const instances = readNumber('/proc/sys/fs/inotify/max_user_instances');
	const openFiles = readNumber('/proc/self/limits', /Max open files\s+(\d+)/);
	const watch = watchDirectories(() => {});
	const refused = roots.filter(root => !watch.add(root));
	const {refusal} = watch;
	watch.close();
	const isShort = watches !== null && watches < Math.max(fewWatches, directories * 2);
	return {
		id: 'watching',
		title: 'Hearing of changes',
		facts: [
			{
				id: 'works',
				label: 'Watches',
				value: refused.length === 0,
				text: refused.length === 0 ? 'work' : `refused for ${refused.join(', ')}${refusal === null ? '' : ` (${refusal})`}`,
				...(refused.length > 0 && {advice: 'These are looked at each second instead'}),
			},
			{
				id: 'max_user_watches',
				label: 'inotify watches',
				value: watches,
				...(isShort && {advice: `Few for ${directories} directories: sysctl fs.inotify.max_user_watches=524288`}),
			},
			{id: 'max_user_instances', label: 'inotify instances', value: instances},
			{
				id: 'open_files',
				label: 'Open files at most',
				value: openFiles,
				...(openFiles !== null && openFiles < fewFiles && {advice: 'Raise it with ulimit -n 4096'}),
			},
			{id: 'directories', label: 'Directories below', value: directories},
		],
	};
}

/** Each root and each other file system below it that changes without telling this machine. */
export function examinePlaces(roots: readonly string[], below: Iterable<string>): Section {
	const remote = new Map<string, string>();
	for (const place of below) {
		const kind = findRemoteFileSystem(place);
		if (kind !== null) remote.set(place, kind);
	}
	const facts = roots.map((root): Fact => {
		const kind = findRemoteFileSystem(root);
		return {
			id: root,
			label: root,
			value: kind ?? 'local',
			...(kind !== null && {advice: `Changes on ${kind} by other machines cause no event: it is looked at each second`}),
		};
	});
	for (const [place, kind] of remote) if (!roots.includes(place)) facts.push({id: place, label: place, value: kind});
	return {id: 'places', title: 'Places', facts};
}

/** Programs that some acts call. */
export function examineTools(searchPath: string): Section {
	const tools: [string, string][] = [
		['git', 'source of runs, and how it differs'],
		['ssh-keygen', 'signs what is said of runs'],
		['guild', 'starts its runs again'],
		['gage', 'starts its runs again'],
		['flexlock-run', 'starts its runs again'],
	];
	const find = (name: string): string | null => {
		for (const directory of searchPath.split(path.delimiter)) {
			if (!path.isAbsolute(directory)) continue;
			try {
				accessSync(path.join(directory, name), constants.X_OK);
				return path.join(directory, name);
			} catch {
				// Not in this one.
			}
		}
		return null;
	};
	return {
		id: 'tools',
		title: 'Other programs',
		facts: tools.map(([name, use]) => {
			const at = find(name);
			return {id: name, label: name, value: at, text: at ?? `not found (${use})`};
		}),
	};
}
