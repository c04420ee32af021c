import type {ChildProcessByStdio} from 'node:child_process';
import type {Readable, Writable} from 'node:stream';
import type {ActOutcome, ActPlan, ActSpec} from '../../core/acting/act.ts';
import type {FromHelper, ToHelper} from '../../core/acting/helper.ts';
import type {Target} from '../../core/acting/target.ts';
import type {JsonObject} from '../../core/run.ts';
import {helperCommand} from '../runner/runner-verb.ts';

type Helper = ChildProcessByStdio<Writable, Readable, null>;
type Waiting = (message: FromHelper) => void;
type WithoutAsk<Message> = Message extends unknown ? Omit<Message, 'ask'> : never;

/** The process that acts for the screen, started when something is to be done for the first time. */
export class ActHelper {
	private child: Promise<Helper> | null = null;
	private readonly waiting = new Map<number, Waiting>();
	private asked = 0;

	/** What an act would do; `ask` is what it is done by. Rejects with the reason where that cannot be said. */
	async plan(spec: ActSpec, targets: Target[], seenAtMs: number): Promise<{ask: number; plan: ActPlan}> {
		const answer = await this.send({type: 'plan', spec, targets, seenAtMs});
		if (answer.type !== 'plan') throw new Error('The helper answered something else');
		return {ask: answer.ask, plan: answer.plan};
	}

	/** Does what was planned under a number, and tells what came of it run by run. Rejects with the reason where it is not done. */
	async perform(ask: number, tell: (outcome: ActOutcome) => void): Promise<void> {
		await this.send({type: 'perform'}, ask, message => message.type === 'outcome' && tell(message.outcome));
	}

	/** The newest entries of the log of what was done, oldest first. */
	async readLog(most: number): Promise<JsonObject[]> {
		const answer = await this.send({type: 'log', most});
		return answer.type === 'log' ? answer.entries : [];
	}

	/** Lets it end when it has done what it has begun. */
	close(): void {
		void this.child?.then(({stdin}) => stdin.end());
		this.child = null;
	}

	private send(
		message: WithoutAsk<ToHelper>,
		ask = ++this.asked,
		onPart: (message: FromHelper) => void = () => {},
	): Promise<FromHelper> {
		return new Promise((resolve, reject) => {
			this.waiting.set(ask, answer => {
				if (answer.type === 'outcome') {
					onPart(answer);
					return;
				}
				this.waiting.delete(ask);
				if (answer.type === 'fault') reject(new Error(answer.message));
				else resolve(answer);
			});
			this.child ??= this.start();
			void this.child.then(({stdin}) => stdin.write(`${JSON.stringify({...message, ask})}\n`));
		});
	}

	/** What only this needs of Node is loaded when it is wanted: the first list does not wait for it. */
	private async start(): Promise<Helper> {
		const [{spawn}, {createInterface}] = await Promise.all([import('node:child_process'), import('node:readline')]);
		const own = this.child;
		const [file, ...rest] = helperCommand();
		// A session of its own: the end of the terminal is not the end of what it has begun.
		const child: Helper = spawn(file, rest, {stdio: ['pipe', 'pipe', 'ignore'], detached: true});
		const lose = (why: string) => {
			if (this.child === own) this.child = null;
			for (const [ask, tell] of this.waiting) tell({ask, type: 'fault', message: `the process that acts ${why}`});
		};
		child.on('error', error => lose(`could not be started: ${error.message}`));
		child.on('exit', (code, signal) => lose(`ended (${code ?? signal})`));
		child.stdin.on('error', () => {});
		createInterface({input: child.stdout}).on('line', line => {
			const message: FromHelper = JSON.parse(line);
			this.waiting.get(message.ask)?.(message);
		});
		child.unref();
		return child;
	}
}
