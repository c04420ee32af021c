import type {Key} from './key.ts';
import type {MouseEvent} from './mouse.ts';
import type {Reply} from './replies.ts';
import type {InputEvent} from './splitter.ts';

export interface InputTakers {
	keys(keys: Key[]): void;
	mouse(events: MouseEvent[]): void;
	paste(text: string): void;
	reply(reply: Reply): void;
}

/** Hands the events of one read on in their order, keys and mouse reports that follow each other in one call. */
export function handOn(events: readonly InputEvent[], takers: InputTakers): void {
	let keys: Key[] = [];
	let mouse: MouseEvent[] = [];
	const finish = () => {
		const [doneKeys, doneMouse] = [keys, mouse];
		keys = [];
		mouse = [];
		if (doneKeys.length > 0) takers.keys(doneKeys);
		if (doneMouse.length > 0) takers.mouse(doneMouse);
	};
	for (const event of events) {
		if (event.kind === 'reply') {
			takers.reply(event.reply);
			continue;
		}
		if (event.kind === 'paste' || (event.kind === 'key' ? mouse : keys).length > 0) finish();
		if (event.kind === 'key') keys.push(event.key);
		else if (event.kind === 'mouse') mouse.push(event.mouse);
		else takers.paste(event.text);
	}
	finish();
}
