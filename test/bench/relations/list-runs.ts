import type {RunRow} from '../../../source/core/row.ts';
import {runToJson} from '../../../source/core/run-json.ts';
import {findKin, foldRows} from '../../../source/core/table/lines/kinship.ts';
import {makeLines, treeShapes} from '../../../source/core/table/lines/list-lines.ts';
import type {Engine} from '../../../source/engine/engine.ts';
import {scanOnce} from '../../../source/engine/headless.ts';
import {makeRow} from '../../../source/engine/model/row.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import type {Mark} from './write-runs.ts';

/** What went wrong in the listing of a directory. */
export interface Fault {
	kind: 'lost' | 'differed' | 'threw';
	what: string;
}

interface Listed {
	/** Every run as JSON, in the order of the text. */
	texts: string[];
	faults: string[];
}

/** Lists what an engine knows in every shape of the list, and says which runs are in no line of it, or in several. */
function listAll(engine: Engine, marks: readonly Mark[], nowMs: number): Listed {
	const runs = [...engine.registry.runs.values()];
	const faults: string[] = [];
	const found = new Set(runs.flatMap(({layers}) => layers.flatMap(({factsNow}) => Object.keys(factsNow.config))));
	for (const {name, at} of marks) if (!found.has(name)) faults.push(`${name} in ${at} is in no run`);
	const rows = runs.map(makeRow);
	const folds = new Map(rows.map(({key}) => [key, true]));
	for (const tree of treeShapes) {
		for (const wanted of [rows, rows.filter((_, i) => i % 2 === 0), rows.filter((_, i) => i % 3 === 1)]) {
			const lines = makeLines(wanted, null, rows, {tree, folds, groupsOpen: true});
			const shown = lines.filter(({isSource, run}) => run !== null && !isSource).map(({run}) => run!);
			for (const {key, path} of wanted) {
				const count = shown.filter(run => run === key).length;
				if (count !== 1) faults.push(`${path} is in ${count} lines of ${tree}`);
			}
		}
	}
	faults.push(...findHidden(rows));
	const texts = runs.map((run, i) => JSON.stringify(runToJson(rows[i]!, run.facts, run.problems, nowMs))).sort();
	return {texts, faults};
}

/** Runs that are folded below no other one that is shown. */
function findHidden(rows: readonly RunRow[]): string[] {
	const kin = findKin(rows);
	const shown = new Set(foldRows(rows));
	const isBelowShown = (row: RunRow): boolean => {
		let at: RunRow | undefined = row;
		for (let left = rows.length; at !== undefined && left >= 0; left--) {
			if (shown.has(at)) return true;
			at = kin.get(at.key)?.above;
		}
		return false;
	};
	return rows.filter(row => !isBelowShown(row)).map(({path}) => `${path} is folded below nothing`);
}

/** Lists a directory as `ls` does, folded and unfolded, each in two passes, and once more after all was looked at again. */
export function listTwice(root: string, marks: readonly Mark[], nowMs: number): Fault[] {
	const faults: Fault[] = [];
	for (const isFolded of [false, true]) {
		const how = isFolded ? 'folded' : 'unfolded';
		const add = (kind: Fault['kind'], what: string) => faults.push({kind, what: `${how}: ${what}`});
		try {
			const scan = () => scanOnce([root], nodeFiles, formats, () => nowMs, isFolded);
			const engine = scan();
			const first = listAll(engine, marks, nowMs);
			for (const fault of first.faults) add('lost', fault);
			compare(first, listAll(scan(), marks, nowMs), 'a second engine', add);
			engine.rescan();
			while (!engine.work(() => false));
			engine.judge(nowMs);
			compare(first, listAll(engine, marks, nowMs), 'looked at again', add);
		} catch (error) {
			add('threw', error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' ') : String(error));
		}
	}
	return faults;
}

function compare(first: Listed, second: Listed, when: string, add: (kind: 'differed' | 'lost', what: string) => void): void {
	for (const fault of second.faults) if (!first.faults.includes(fault)) add('lost', `${when}: ${fault}`);
	if (first.texts.length !== second.texts.length)
		add('differed', `${when}: ${first.texts.length}, then ${second.texts.length} runs`);
	const at = first.texts.findIndex((text, i) => text !== second.texts[i]);
	if (at < 0) return;
	const [one, other] = [first.texts[at]!, second.texts[at] ?? ''];
	const from = [...one].findIndex((letter, i) => letter !== other[i]);
	const part = (text: string) => text.slice(Math.max(0, from - 40), from + 40);
	add('differed', `${when}: …${part(one)}…, then …${part(other)}…`);
}
