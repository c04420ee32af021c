import {countChanges} from '../../../core/diff/code/code-diff.ts';
import {gitText, sourceText} from '../../../core/diff/source-text.ts';
import type {RunRow} from '../../../core/row.ts';
import type {State} from '../../../store/state.ts';

/** Where the code of each run came from, and of those whose code was compared how much of it differs: `9d0e1b2f main  +12 −3`. */
export function sourceTexts(rows: readonly RunRow[], {compared}: State): string[] {
	return rows.map(({key, git}) => {
		const told = compared.runs.get(key);
		const from = told === undefined ? (gitText(git) ?? '…') : sourceText(git, told.source);
		const code = compared.code.get(key);
		if (code === undefined || code.base !== rows[0]?.key || code.diff.how === null) return from;
		const {added, removed} = countChanges(code.diff);
		return `${from}  ${code.diff.files.length === 0 ? 'the same code' : `+${added} −${removed}`}`;
	});
}
