import path from 'node:path';
import type {Target} from '../../core/acting/target.ts';
import type {Fact, Section} from '../../core/examination.ts';
import {journalDirectory, journalFileName} from '../../core/files/journal-file.ts';
import {standingOf} from '../../core/query/fields/standing.ts';
import type {Problem} from '../../core/run.ts';
import {countWords} from '../../core/text/count-words.ts';
import {formatBytes} from '../../core/text/units.ts';
import {parseJournal, placesElsewhere, verifyJournal} from '../../formats/native/index.ts';
import {measureDirectory} from '../../io/directories.ts';
import {nodeFiles} from '../../io/files.ts';
import {placeOf} from '../../launch/shelf/native.ts';
import {shelfOf} from '../../launch/shelf/shelf.ts';
import type {Scanned} from '../find/scan.ts';

/** Files and directories that are a run's own; none where it lies in one with others. */
function partsOf(target: Target): string[] {
	const parts = shelfOf(target)?.parts ?? [target.path];
	return target.hasLocalId || target.holdsOthers ? [] : parts;
}

const bytesOf = (targets: readonly Target[]) =>
	targets.flatMap(partsOf).reduce((sum, part) => sum + measureDirectory(part).bytes, 0);

/** Runs in the archive and in the trash, the room that they take, and what of it can be freed from here. */
export function examinePutAway({rows, engine}: Scanned): Section {
	const of = (standing: 'archived' | 'deleted') =>
		engine.targets.ofKeys(rows.filter(row => standingOf(row) === standing).map(({key}) => key));
	const [archived, deleted] = [of('archived'), of('deleted')];
	const facts: Fact[] = [];
	if (archived.length > 0) {
		const bytes = bytesOf(archived);
		const text = `${countWords(archived.length, 'run')}, ${formatBytes(bytes)}`;
		facts.push({id: 'archived', label: 'Archived', value: {runs: archived.length, bytes}, text});
	}
	if (deleted.length > 0) {
		const ours = deleted.filter(target => shelfOf(target) !== null || placeOf(target.path).now === 'trash');
		const [bytes, freed] = [bytesOf(deleted), bytesOf(ours)];
		facts.push({
			id: 'deleted',
			label: 'Trash',
			value: {runs: deleted.length, bytes, bytes_that_can_be_freed: freed},
			text: `${countWords(deleted.length, 'run')}, ${formatBytes(bytes)}`,
			...(ours.length > 0 && {advice: `xtui delete --purge --where is:deleted frees ${formatBytes(freed)}`}),
		});
	}
	return {id: 'put_away', title: 'Put away', facts};
}

/** Directories above runs that hold journals of other trackers' runs. */
function journalHomes({rows}: Scanned, roots: readonly string[]): string[] {
	const seen = new Set<string>();
	const visit = (directory: string) => {
		for (let at = directory; !seen.has(at); at = path.dirname(at)) seen.add(at);
	};
	for (const root of roots) visit(root);
	for (const {path: run} of rows) visit(path.dirname(run));
	return [...seen].map(at => path.join(at, journalDirectory)).filter(at => nodeFiles.stat(at)?.kind === 'directory');
}

/** What people said of runs: where it stands, how much of it, and what of it is damaged or about no run that is there. */
export function examineJournals(scanned: Scanned, roots: readonly string[]): Section {
	const {rows} = scanned;
	const own = rows.filter(({format}) => format === 'xtui').map(({path: run}) => `${run}/journal.jsonl`);
	const names = new Set(
		rows.flatMap(({key, format, id, path: at}) => {
			const facts = scanned.runs.get(key)?.facts;
			const elsewhere = facts === undefined ? [] : placesElsewhere(format, at, facts);
			return [journalFileName(format, id), ...elsewhere.map(({name}) => name)];
		}),
	);
	const others = journalHomes(scanned, roots).flatMap(directory =>
		(nodeFiles.list(directory) ?? []).flatMap(({name}) => (name.endsWith('.jsonl') ? [path.join(directory, name)] : [])),
	);
	const there = [...own, ...others].filter(file => nodeFiles.stat(file) !== null);
	if (there.length === 0) return {id: 'journals', title: 'Journals', facts: []};
	let [words, signed, unread] = [0, 0, 0];
	const problems: Problem[] = [];
	for (const file of there) {
		const bytes = nodeFiles.readWhole(file, 16 * 1024 * 1024);
		// Why not is said with what else could not be read.
		if (bytes === null) {
			unread++;
			continue;
		}
		const {entries, badLines} = parseJournal(new TextDecoder().decode(bytes));
		words += entries.length;
		signed += entries.filter(({signature}) => signature !== null).length;
		for (const line of badLines) problems.push({file, message: `Line ${line} is no journal entry`});
		problems.push(...verifyJournal(nodeFiles, file));
	}
	const strays = others.filter(file => !names.has(path.basename(file)));
	const facts: Fact[] = [
		{
			id: 'files',
			label: 'Files',
			value: {files: there.length, words, signed},
			text: `${countWords(there.length, 'journal')}, ${countWords(words, 'word')}, ${signed} signed${unread > 0 ? `; ${unread} cannot be read` : ''}`,
		},
		...problems.map(
			({file, message}): Fact => ({id: `${file}: ${message}`, label: 'Damaged', value: message, text: `${file}: ${message}`}),
		),
	];
	if (strays.length > 0)
		facts.push({
			id: 'without_run',
			label: 'About no run here',
			value: strays,
			text: `${countWords(strays.length, 'journal')}: ${strays.slice(0, 3).join(', ')}${strays.length > 3 ? ', …' : ''}`,
			advice: 'They are kept: their runs may come back, or lie under another root',
		});
	return {id: 'journals', title: 'Journals', facts};
}
