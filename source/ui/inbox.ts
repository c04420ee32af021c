/**
 * Hands over the first message of a turn at once, and all others of that turn together behind it. A port empties its whole queue before anything
 * else is heard: if each message were worked on as it is read, keys would wait for all those that have come meanwhile, longer and longer on
 * a busy machine.
 */
export function openInbox<Message>(take: (messages: readonly Message[]) => void): (message: Message) => void {
	let waiting: Message[] | null = null;
	return message => {
		if (waiting !== null) {
			waiting.push(message);
			return;
		}
		waiting = [];
		setImmediate(() => {
			const messages = waiting ?? [];
			waiting = null;
			if (messages.length > 0) take(messages);
		});
		take([message]);
	};
}
