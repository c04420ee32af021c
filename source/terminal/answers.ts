import {type Capabilities, capabilitiesOf, type Environment} from './capabilities.ts';
import {type Reply, replyTimeoutMs} from './input/replies.ts';

/** What is known of the terminal: at first from the environment, then from what it answers in time. */
export class Answers {
	capabilities: Capabilities;
	/** Some may still be on their way: it is early. */
	isOpen = false;
	/** The answer that every terminal gives has not come yet. Most give it last, but a multiplexer may have to ask its own terminal for others. */
	isWaiting = false;
	private timer: NodeJS.Timeout | undefined;

	constructor(env: Environment, ascii: boolean) {
		this.capabilities = {...capabilitiesOf(env), ...(ascii && {unicode: false, braille: false})};
	}

	/** The questions are on their way. */
	start(): void {
		this.isOpen = true;
		this.isWaiting = true;
		this.timer = setTimeout(() => this.end(), replyTimeoutMs).unref();
	}

	/** Takes an answer in; whether it tells anything new. One that comes too late tells nothing. */
	take({isLast, ...news}: Reply): boolean {
		if (!this.isOpen) return false;
		if (isLast) this.isWaiting = false;
		const before = this.capabilities;
		this.capabilities = {...before, ...news};
		return Object.entries(news).some(([name, value]) => before[name as keyof Capabilities] !== value);
	}

	end(): void {
		clearTimeout(this.timer);
		this.isOpen = false;
		this.isWaiting = false;
	}
}
