import type {FileContext} from '../plain/files-source.ts';
import type {LineResult} from './line-result.ts';

const note = 'numbers have decimal commas';

/** Learns from a log whether its numbers have decimal commas. Those are not read: a list of two is written so too. */
export class DecimalCommas {
	/** True where values were read whose comma parts no thousands, as later ones have shown. */
	stale = false;
	private hasGrouped = false;
	private isSaid = false;

	constructor(private readonly context: FileContext) {}

	/** True where that was learnt already. */
	get areKnown(): boolean {
		return this.context.notes.has(note);
	}

	/** Takes what a line says. */
	take({unread, isGrouped}: LineResult): void {
		this.hasGrouped ||= isGrouped;
		if (unread === null || this.isSaid) return;
		const {path, run, notes} = this.context;
		this.isSaid = true;
		this.stale = this.hasGrouped;
		notes.add(note);
		const message = `Numbers seem to have decimal commas ("${unread}") and were not read: print them with decimal points`;
		run.problem({file: path, message});
	}
}
