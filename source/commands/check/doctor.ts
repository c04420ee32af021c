import path from 'node:path';
import {examinationJson, examinationLines, type Fact, type Section} from '../../core/examination.ts';
import type {RunRow} from '../../core/row.ts';
import {put} from '../../core/table/gather.ts';
import {countWords} from '../../core/text/count-words.ts';
import {jsonText} from '../../core/text/safe-output.ts';
import {formats} from '../../formats/index.ts';
import {nodeFiles} from '../../io/files.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {openedWithoutRuns} from '../find/empty-stores.ts';
import {checkRoots} from '../find/roots.ts';
import {type Scanned, scanRoots} from '../find/scan.ts';
import {openKeeper} from '../screen/keeper.ts';
import {settingsInForce} from '../settings/in-force.ts';
import {type FoundSettings, faultLines} from '../settings/read-settings.ts';
import {withPlace} from './check-lines.ts';
import {examineJournals, examinePutAway} from './doctor-kept.ts';
import {
	examinePlaces,
	examineProcesses,
	examineTerminal,
	examineTools,
	examineVersions,
	examineWatching,
} from './doctor-machine.ts';
import {passedFiles} from './doctor-passed.ts';

const mostPlaces = 3;
const absence = 'none';

const few = (places: readonly string[]): string =>
	places.length <= mostPlaces
		? places.join(', ')
		: `${places.slice(0, mostPlaces).join(', ')} and ${places.length - mostPlaces} more`;

/** The directory that runs lie in; the file itself for a store of many. */
function placeOf({dir, path: at}: RunRow): string {
	return nodeFiles.stat(at)?.kind === 'directory' ? path.dirname(dir) : dir;
}

/** Which format was found where. */
function examineFormats({rows}: Scanned): Section {
	const facts = formats.map(({id, title}): Fact => {
		const own = rows.filter(row => row.format === id);
		const added = rows.filter(row => row.format !== id && row.formats.includes(id));
		const places = [...new Set(own.map(placeOf))];
		const also =
			added.length > 0 ? `${own.length > 0 ? '; ' : ''}adds to ${countWords(added.length, 'run')} of other formats` : '';
		const text =
			own.length + added.length === 0
				? absence
				: `${own.length > 0 ? `${countWords(own.length, 'run')}: ${few(places)}` : ''}${also}`;
		return {id, label: title, value: {runs: own.length, adds_to: added.length, dirs: places}, text};
	});
	return {id: 'formats', title: 'Formats', facts: facts.sort((a, b) => Number(a.text === absence) - Number(b.text === absence))};
}

/** The formats of which nothing was found, in one line. */
function withoutAbsent(section: Section): Section {
	const absent = section.id === 'formats' ? section.facts.filter(({text}) => text === absence) : [];
	if (absent.length === 0) return section;
	const names = absent.map(({label}) => label).join(', ');
	const rest: Fact = {id: 'absent', label: 'Not found here', value: absent.length, text: names};
	return {...section, facts: [...section.facts.filter(fact => !absent.includes(fact)), rest]};
}

/** What was not looked into, and what could not be read. */
function examineSkipped(scanned: Scanned, roots: readonly string[]): Section {
	const {engine, problems, rows} = scanned;
	const byWhy = new Map<string, string[]>();
	for (const {path: at, why} of engine.discovery.passed) put(byWhy, why, at);
	const damaged = rows.filter(({problemCount}) => problemCount > 0).length;
	const facts: Fact[] = [...byWhy].map(([why, places]) => ({
		id: why,
		label: `${places.length} director${places.length === 1 ? 'y' : 'ies'}`,
		value: places,
		text: `${why}: ${few(places)}`,
	}));
	for (const {path: at, why} of openedWithoutRuns(engine))
		facts.push({id: at, label: path.basename(at), value: why, text: `${at} is ${why}`});
	const told = new Set(problems.map(({file}) => file));
	for (const {path: file, why} of passedFiles(roots, scanned).filter(({path: at}) => !told.has(at)))
		facts.push({id: file, label: path.basename(file), value: why, text: `${file} was not read: ${why}`});
	for (const {file, message} of problems)
		facts.push({id: file, label: path.basename(file), value: message, text: withPlace(file, message)});
	if (damaged > 0)
		facts.push({
			id: 'runs_with_problems',
			label: 'Runs with problems',
			value: damaged,
			advice: 'xtui check says what is wrong with each',
		});
	return {id: 'skipped', title: 'Skipped or damaged', facts};
}

/** Directories on other devices than the roots: what is mounted below them. */
function mountedBelow({engine}: Scanned, roots: readonly string[]): string[] {
	const devices = new Set(roots.map(root => nodeFiles.stat(root)?.device));
	const found: string[] = [];
	for (const {claim} of engine.registry.handles.values()) {
		const device = nodeFiles.stat(claim.path)?.device;
		if (device === undefined || devices.has(device)) continue;
		devices.add(device);
		found.push(claim.path);
	}
	return found;
}

/** The file of settings, and what in it or in the views of these roots cannot be used. */
function examineSettings(found: FoundSettings, roots: readonly string[]): Section {
	const {file, exists, set, hidesReadonly} = found;
	const advice = hidesReadonly ? 'Mend it; until then nothing is changed or started' : 'Mend it; the rest is in force';
	const facts: Fact[] = [
		{
			id: 'file',
			label: 'File',
			value: exists ? file : null,
			text: exists ? `${file}, ${countWords(set.length, 'setting')}` : `none (${file})`,
		},
	];
	for (const line of faultLines(found)) facts.push({id: line, label: 'Fault', value: line, advice});
	for (const line of openKeeper(roots).problems)
		facts.push({id: line, label: 'Views', value: line, advice: 'The next view that is saved keeps a copy of the file beside it'});
	return {id: 'settings', title: 'Settings', facts};
}

/** `xtui doctor`: what xtui finds here, what it passes over, and what this machine and terminal let it do. */
export async function runDoctor(input: CommandInput): Promise<ExitStatus> {
	const {roots} = checkRoots(input.words);
	const scanned = scanRoots(input.words, input, {isQuiet: true, isWhole: true});
	const machine = [
		examineSettings(settingsInForce(), roots),
		examineVersions(process.env.XTUI_VERSION ?? 'unknown'),
		examineTerminal(input.abilities?.() ?? null),
		examineProcesses(),
		examineTools(process.env.PATH ?? ''),
	];
	const found =
		scanned === null
			? []
			: [
					examinePlaces(roots, mountedBelow(scanned, roots)),
					examineWatching(roots, scanned.directories),
					examineFormats(scanned),
					examineSkipped(scanned, roots),
					examinePutAway(scanned),
					examineJournals(scanned, roots),
				];
	const sections = [...found, ...machine];
	if (input.flags.json === true) input.print(jsonText(examinationJson(sections), 1));
	else for (const line of examinationLines(sections.map(withoutAbsent))) input.print(line);
	return scanned === null ? 1 : 0;
}
