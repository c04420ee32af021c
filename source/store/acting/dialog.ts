import type {ActPlan, KnownFlag} from '../../core/acting/act.ts';
import type {OwnCommand} from '../../core/settings/own-command.ts';

/** The dialogs in which something is done: one kind a key. */
export type DialogKind =
	| 'restart'
	| 'stop'
	| 'archive'
	| 'delete'
	| 'restore'
	| 'purge'
	| 'undo'
	| 'note'
	| 'tags'
	| 'mark'
	| 'verdict'
	| 'create'
	| 'command'
	| 'tell';

/** Something to choose in a dialog. */
export type Field =
	| {
			kind: 'text';
			id: string;
			label: string;
			text: string;
			/** Position of the caret, in UTF-16 units. */
			caret: number;
			/** What it was before; null where there is no before. */
			was: string | null;
			/** What may stand there, shown while nothing does. */
			hint: string;
	  }
	| {kind: 'choice'; id: string; label: string; options: readonly string[]; at: number; was: number}
	| {kind: 'switch'; id: string; label: string; isOn: boolean; was: boolean};

/** A command of the settings by its name. */
export interface ChosenCommand extends OwnCommand {
	name: string;
}

export interface Dialog {
	/** Tells one opened dialog from the next. */
	serial: number;
	kind: DialogKind;
	/** Keys of the runs it is about. */
	runs: readonly number[];
	/** The command of the settings that it runs; null for any other dialog, and for one in which the words are typed. */
	command: ChosenCommand | null;
	/** The only run's name, null for several or none. */
	name: string | null;
	fields: readonly Field[];
	/** Which field has the keys; behind the fields come Cancel and the act itself. */
	focus: number;
	/** Lines scrolled away by hand, null where the focus says what is in view. */
	scroll: number | null;
	/** What would be done, exactly; null while that is being found out. */
	plan: ActPlan | null;
	/** By which number the helper does it; null while it is not what the fields say. */
	ask: number | null;
	/** Why nothing can be shown. */
	fault: string | null;
	/** Enter was pressed before the plan was there; only for words that can be taken back. */
	isAwaited: boolean;
}

export const cancelAt = ({fields}: Pick<Dialog, 'fields'>) => fields.length;
export const doAt = ({fields}: Pick<Dialog, 'fields'>) => fields.length + 1;

/** Runs that it would be done to. */
export function willDo({plan}: Pick<Dialog, 'plan'>): number {
	return plan === null ? 0 : plan.runs.filter(({refusal}) => refusal === null).length;
}

/** True of a note in which nothing stands yet, so that nothing is asked for. */
export function isUnsaid({kind, fields}: Pick<Dialog, 'kind' | 'fields'>): boolean {
	return kind === 'note' && fields.every(field => field.kind !== 'text' || field.text.trim() === '');
}

/** True where it would be done to no run, and nothing can be chosen that would change that. */
export const isMoot = (dialog: Pick<Dialog, 'plan' | 'ask' | 'fields'>): boolean =>
	dialog.ask !== null &&
	dialog.fields.length === 0 &&
	dialog.plan !== null &&
	dialog.plan.runs.length > 0 &&
	willDo(dialog) === 0;

/** True of a restart of runs of which nothing is known that could be started: no field of it can mend that. */
function startsNothing({kind, fields}: Dialog, {runs, flags, offers}: ActPlan): boolean {
	if (kind !== 'restart' || flags.length + offers.length > 0 || fields.some(isChanged)) return false;
	return runs.length > 0 && runs.every(({lines, refusal}) => refusal !== null && lines.length === 0);
}

/** True where something was chosen other than what was there. */
export function isChanged(field: Field): boolean {
	if (field.kind === 'text') return field.text !== (field.was ?? '');
	return field.kind === 'choice' ? field.at !== field.was : field.isOn !== field.was;
}

function flagField({name, value}: KnownFlag): Field {
	if (value === null) return {kind: 'switch', id: `flag:${name}`, label: name, isOn: true, was: true};
	return {kind: 'text', id: `flag:${name}`, label: name, text: value, caret: value.length, was: value, hint: ''};
}

/** The dialog with what has been found out. A restart gets a field for each known flag, once, and all get switches for what is offered. */
export function withPlan(dialog: Dialog, plan: ActPlan, ask: number): Dialog {
	if (startsNothing(dialog, plan)) return {...dialog, fields: [], focus: 0, plan, ask, fault: null};
	const has = (id: string) => dialog.fields.some(field => field.id === id);
	const flags = dialog.fields.some(({id}) => id.startsWith('flag:')) ? [] : plan.flags.map(flagField);
	const offers = plan.offers
		.filter(({id}) => !has(id))
		.map(({id, label}): Field => ({kind: 'switch', id, label, isOn: false, was: false}));
	const fields = [...flags, ...dialog.fields, ...offers];
	// The keys stay with what they were with.
	const focus = dialog.focus + flags.length + (dialog.focus >= dialog.fields.length ? offers.length : 0);
	const planned = {...dialog, fields, focus, plan, ask, fault: null};
	return isMoot(planned) ? {...planned, focus: cancelAt(planned)} : planned;
}
