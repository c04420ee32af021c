import type {RunRow} from '../../core/row.ts';
import type {State} from '../state.ts';

/** The run whose code is shown against the baseline's: the chosen one, else the first that is not the baseline itself; null for none. */
export function codeWish({view}: Pick<State, 'view'>, rows: readonly RunRow[]): number | null {
	const others = rows.slice(1);
	return (others.find(row => row.key === view.compared) ?? others[0])?.key ?? null;
}
