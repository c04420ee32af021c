/**
 * Gathers messages and hands over all that have come once a turn. A port empties its whole queue before anything else is heard: if each
 * message were worked on as it is read, keys would wait for all those that have come meanwhile, longer and longer on a busy machine.
 */
export function openInbox<Message>(take: (messages: readonly Message[]) => void): (message: Message) => void {
	let waiting: Message[] = [];
	return message => {
		if (waiting.push(message) > 1) return;
		setImmediate(() => {
			const messages = waiting;
			waiting = [];
			take(messages);
		});
	};
}
