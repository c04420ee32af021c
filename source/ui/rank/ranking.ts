import type {Standings} from '../../core/rank/standings.ts';
import type {Yardstick} from '../../core/rank/yardstick.ts';
import type {RunRow} from '../../core/row.ts';

/** A ranking as the screen shows it. */
export interface Ranking {
	yardstick: Yardstick;
	rows: readonly RunRow[];
	/** The value of each row that counts, NaN for none. */
	results: Float64Array;
	standings: Standings;
	/** Repetitions take one place. */
	together: boolean;
	/** `versions.rows` that it was made of. */
	version: number;
	/** Changes with each new ranking. */
	id: number;
}
