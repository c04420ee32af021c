import {tableOf} from '../../core/query/columns/row-table.ts';
import type {CompiledQuery} from '../../core/query/compile/compile.ts';
import {findStrictest} from '../../core/query/compile/why-none.ts';
import {standingOf} from '../../core/query/fields/standing.ts';
import {parseQuery} from '../../core/query/language/parse.ts';
import type {RunRow} from '../../core/row.ts';
import {runToJson} from '../../core/run-json.ts';
import {groupToJson, type LeafGroup, leafGroups, renderGroups} from '../../core/table/groups/group-table.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {jsonText} from '../../core/text/safe-output.ts';
import {localZone} from '../../io/local-zone.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {storesWithoutRuns} from '../find/empty-stores.ts';
import {checkRoots} from '../find/roots.ts';
import {sayDirectories} from '../find/say-unnamed.ts';
import {type Scanned, scanRoots, splitWords} from '../find/scan.ts';
import {limitOfNone, selectRows} from '../find/select.ts';
import {warnOfDamaged} from '../find/warn-damaged.ts';
import {groupSelection} from './grouping.ts';
import {columnsOf, type Listing, listLines} from './list-lines.ts';
import {runSlice} from './slice.ts';

/** `xtui ls`: everything that the list on the screen shows, for people, pipes and programs. */
export async function runLs(input: CommandInput): Promise<ExitStatus> {
	const {roots, query} = splitWords(input.words);
	const scanned = scanRoots(roots, input, {
		isFolded: input.flags.folded === true,
		hasStarts: input.flags.starts === true,
	});
	if (scanned === null) return 1;
	const nowMs = Date.now();
	const asked = await queryAsked(input, roots, query);
	if (asked === null) return 2;
	const {flags, print, warn} = input;
	// Programs get every run, with its status and marks; people those that they have not put away.
	const isWhole = (flags.json === true || flags.jsonl === true) && flags.groups !== true;
	const selection = selectRows(input, asked, scanned, nowMs, isWhole ? 'all' : 'active');
	if (selection === null) return 2;
	if (typeof input.flags.slice === 'string') return runSlice(input, input.flags.slice, selection.rows, scanned);
	const groups = groupSelection(selection, scanned.rows, nowMs);
	if (input.flags.groups === true && groups === null) {
		input.warn('xtui: --groups needs something to group by, as in group:lr or --by lr,bs or --by but-seed');
		return 2;
	}
	const leaves = groups === null ? [] : leafGroups(groups).flatMap(group => group.rows);
	// A run with several tags stands below each, and is one run all the same.
	const rows = groups === null ? selection.rows : [...new Set(leaves)];
	const toJson = (row: RunRow) => {
		const run = scanned.runs.get(row.key)!;
		return runToJson(row, run.facts, run.problems, nowMs);
	};
	const format = flags.csv ? 'csv' : flags.md ? 'md' : 'text';
	const listing = {
		selection: {...selection, rows},
		groups,
		known: scanned.rows,
		format,
		isAll: flags.columns === 'all',
		nowMs,
	} as const;
	if (flags.groups === true) printGroups(input, leafGroups(groups ?? []), listing);
	else if (flags.json) printArray(rows, toJson, print);
	else if (flags.jsonl) for (const row of rows) print(jsonText(toJson(row)));
	else if (flags.ids) for (const {id} of rows) print(id);
	else for (const line of listLines(listing)) print(line);
	warnOfDamaged(rows, scanned.runs, input, scanned.problems);
	if (rows.length === 0 && (selection.query.limit === 0 || selection.leftOut.length === 0) && scanned.rows.length > 0)
		warnOfUnfit([asked, flags.where].filter(Boolean).join(' '), selection.query, scanned, warn, nowMs);
	warnOfLeftOut(selection.leftOut, warn);
	if (flags.starts !== true && !isWhole) warnOfStarts(scanned, warn);
	warnOfShared(leaves, warn);
	return scanned.rows.length === 0 ? warnOfNone(scanned, warn) : 0;
}

/** Ends 1 where what may hold runs could not be read, so that nobody knows whether there are any. */
function warnOfNone({problems, directories, engine}: Scanned, warn: CommandInput['warn']): ExitStatus {
	const where = problems.length > 0 ? ' in what could be read' : '';
	const looked = sayDirectories(directories);
	// A directory that may not be looked into was named, and is no place where nothing was found.
	if (directories > problems.length || where === '')
		warn(`xtui: no runs found${where}; looked at ${looked}; xtui doctor says what is looked for`);
	for (const {path, why} of storesWithoutRuns(engine)) warn(cleanText(`xtui: ${path} is ${why}`));
	return problems.length > 0 ? 1 : 0;
}

/** Says that there are runs and none fits, and why as far as that is told; a word alone may have been meant as a directory. */
function warnOfUnfit(
	text: string,
	{limit, parts, text: whole}: CompiledQuery,
	{rows}: Scanned,
	warn: CommandInput['warn'],
	nowMs: number,
): void {
	if (limit === 0) {
		warn(limitOfNone(rows.length));
		return;
	}
	const word = text.trim();
	const directory = /^[\w-]+$/.test(word) ? [`to look in a directory of that name, write ./${word}`] : [];
	const strictest = findStrictest(parts, tableOf(rows), nowMs, {unicode: false, zone: localZone});
	const most =
		strictest === null || parts.length < 2
			? []
			: [`${whole.slice(strictest.part.from, strictest.part.to)} excludes most: ${strictest.excluded} of ${rows.length}`];
	const holds = strictest?.holds ?? null;
	const none = rows.length === 1 ? 'the only run does not fit' : `none of ${rows.length} runs fits`;
	warn(cleanText(`xtui: ${[`${none} ${word}`, ...most, ...(holds === null ? [] : [holds]), ...directory].join('; ')}`));
}

/** Says that the counts of groups do not add up to the runs where one stands below each of its tags. */
function warnOfShared(leaves: readonly RunRow[], warn: CommandInput['warn']): void {
	const seen = new Set<RunRow>();
	const shared = new Set(leaves.filter(row => seen.size === seen.add(row).size));
	if (shared.size === 0) return;
	const said =
		shared.size === 1 ? '1 run stands in several groups and is' : `${shared.size} runs stand in several groups and are`;
	warn(`xtui: ${said} counted in each; group:tags takes all tags of a run together`);
}

function warnOfLeftOut(rows: readonly RunRow[], warn: CommandInput['warn']): void {
	const archived = rows.filter(row => standingOf(row) === 'archived').length;
	const said = [archived > 0 ? `${archived} archived` : '', rows.length > archived ? `${rows.length - archived} deleted` : ''];
	if (rows.length > 0)
		warn(`xtui: ${said.filter(Boolean).join(' and ')} not listed; is:* lists all, is:archived or is:deleted those`);
}

/** Says where a row stands for other trainings in its files. */
function warnOfStarts({runs}: Scanned, warn: CommandInput['warn']): void {
	const files = new Set([...runs.values()].flatMap(({startOf}) => (startOf === null ? [] : [startOf.run.path])));
	if (files.size === 0) return;
	const where = files.size === 1 ? `${cleanText([...files][0]!)} has` : `${files.size} of them have`;
	warn(`xtui: ${where} several starts of which one is listed; --starts lists each`);
}

/** The query, with the saved view that --view names; null where there is no such view, which has been said then. */
async function queryAsked({flags, warn}: CommandInput, roots: readonly string[], query: string): Promise<string | null> {
	if (typeof flags.view !== 'string') return query;
	const [{findBegin}, {queryOfView}] = await Promise.all([import('../screen/keeper.ts'), import('../../core/views/views.ts')]);
	const found = findBegin(checkRoots(roots).roots, flags.view);
	if ('begin' in found) return parseQuery(query).ok ? queryOfView(found.begin, query) : query;
	warn(`xtui: ${found.fault}`);
	return null;
}

/** One line, or one object, a group. */
function printGroups({flags, print}: CommandInput, groups: readonly LeafGroup[], listing: Listing): void {
	const columns = columnsOf(listing);
	const toJson = (group: LeafGroup) => groupToJson(group, columns, listing.nowMs);
	if (flags.json) printArray(groups, toJson, print);
	else if (flags.jsonl) for (const group of groups) print(jsonText(toJson(group)));
	else for (const line of renderGroups(groups, columns, listing.format, listing.nowMs)) print(line);
}

/** One array, a run or group a line, written piece by piece: ten thousand runs need not be one string. */
function printArray<Item>(rows: readonly Item[], toJson: (row: Item) => unknown, print: (line: string) => void): void {
	print('[');
	for (const [i, row] of rows.entries()) print(`${jsonText(toJson(row))}${i < rows.length - 1 ? ',' : ''}`);
	print(']');
}
