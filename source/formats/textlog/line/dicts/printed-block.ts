import {byForm} from '../by-form.ts';
import {OpenDict} from './open-dict.ts';

const mostLines = 2000;
/** Lines of other things between those of a dict, such as a warning. */
const mostForeign = 20;
const opening = byForm(/^[^{'"]{0,40}\{\s*(?:$|['"][^'"]+['"]: )/);
/** What ends a line that goes on on the next: a bracket that opens, a comma, or a text of which there is more. */
const goingOn = byForm(/[{[(,'"]$/);
/** What a line of such a dict begins with, and one that begins another. */
const inside = /^[^{'"]{0,40}\{|^\s*['"}\])]/;
/** An entry or an end, of which only a dict has lines. */
const entry = /^\s*(?:['"][^'"]*['"]: |[}\])]+,?$)/;
/** What only a dict has lines of: entries, ends, and the numbers of a list. */
const ofDict = /^(?:\s*['"}\])]|[-+\d.e,\s\])}]*$)/;

const none: readonly string[] = [];

/**
 * Puts dicts together that are printed over many lines, as `pprint` and `json.dumps(…, indent=2)` do: configurations, and rows,
 * "{'acc': 0.1,", " 'loss': 2.5,", " 'step': 0}". One that is torn costs no more than itself.
 */
export class PrintedBlock {
	/** Moment of the first line of the dict that was read last in milliseconds, NaN where it has none. */
	wallMs = Number.NaN;
	private lines: string[] = [];
	private open: OpenDict | null = null;
	private whole: string | null = null;
	private back: readonly string[] = none;
	private foreign = 0;
	/** True once a dict of many lines was a row. */
	hasRows = false;
	/** True directly behind a dict that was torn or whole: what is left of another one is none. */
	private mayBeLeft = false;

	/**
	 * Takes a line; true where it is one of a dict that goes on on the next, or what is left of one that is torn.
	 *
	 * @param wallMs its moment in milliseconds, NaN where it has none
	 */
	take(text: string, wallMs: number): boolean {
		if (this.open !== null) {
			if (this.goOn(text, this.open)) return true;
			if (this.open !== null) return false;
		}
		if (text.includes('{') && goingOn.test(text) && opening.test(text)) {
			this.wallMs = wallMs;
			return this.begin(text);
		}
		this.mayBeLeft &&= entry.test(text);
		return this.mayBeLeft;
	}

	/** The dict that the last line has closed, all of it in one line; null where it has closed none. */
	takeWhole(): string | null {
		const {whole} = this;
		this.whole = null;
		return whole;
	}

	/** Lines that are of no dict after all. */
	takenBack(): readonly string[] {
		const {back} = this;
		this.back = none;
		return back;
	}

	/** Notes that the dict was a row. */
	noteRow(): void {
		this.hasRows = true;
	}

	private begin(text: string): boolean {
		const dict = new OpenDict();
		if (!dict.take(text.slice(text.indexOf('{'))) || dict.isClosed) return false;
		this.open = dict;
		this.lines = [text];
		this.foreign = 0;
		return true;
	}

	/** Takes a line where one is open; where that one is over, the line is as any other. */
	private goOn(text: string, open: OpenDict): boolean {
		// Where rows are printed so, a line of something else may stand between theirs.
		if (this.hasRows && open.wantsKey && !inside.test(text) && ++this.foreign < mostForeign) return false;
		if (this.lines.length >= mostLines || !open.take(text)) {
			this.end();
			return false;
		}
		this.lines.push(text);
		if (open.isClosed) {
			this.whole = this.lines.join(' ');
			this.lines = [];
			this.end();
		}
		return true;
	}

	private end(): void {
		// The first line alone may be anything; of a dict that is torn further down nobody knows the rest.
		this.back = this.lines.length === 1 ? this.lines : this.lines.slice(1).filter(line => !ofDict.test(line));
		this.lines = [];
		this.open = null;
		this.mayBeLeft = true;
	}
}
