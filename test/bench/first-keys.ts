import {readFileSync} from 'node:fs';
import {setTimeout as sleep} from 'node:timers/promises';
import type {ToEngine} from '../../source/engine/protocol.ts';
import {runScreen} from '../../source/ui/start.ts';
import {noActing} from '../ui/fake-acting.ts';
import {FakeEngine} from '../ui/fake-engine.ts';
import {FakeTerminal} from '../ui/fake-terminal.ts';
import {longQuery, makeManyRows} from './query.ts';
import type {Result} from './result.ts';

/** Nanoseconds that this thread has run for: what helper threads of V8 do meanwhile is not waited for. Linux only. */
const threadNs = () => Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]);

export interface KeyCost {
	key: string;
	cpuMs: number;
	wallMs: number;
}

/** Answers no sooner than the thread of the real engine: after the screen has drawn its first frame. */
class FarEngine extends FakeEngine {
	override post(message: ToEngine): void {
		setImmediate(() => setImmediate(() => super.post(message)));
	}
}

/** Rows as they come from another thread, with nothing in common; none of them put away. */
const received = (count: number) =>
	structuredClone(makeManyRows(count)).map(row => (row.status === 'deleted' ? {...row, status: 'finished' as const} : row));

/**
 * The real screen with Ink over so many runs, a key at a time as a person types: CPU of its thread from the key to the frame that shows it.
 * @param restMs how long nobody has pressed a key before the first one
 * @param pauseMs between two keys
 */
export async function typeOverMany(count: number, restMs: number, pauseMs: number): Promise<KeyCost[]> {
	const terminal = new FakeTerminal(120, 36);
	const exit = runScreen({
		roots: ['/home/ada/exp'],
		terminal,
		engine: new FarEngine(received(count)),
		acting: noActing,
		loadInk: () => import('../../source/ui/ink-layer.tsx'),
	});
	await sleep(restMs);
	const costs: KeyCost[] = [];
	let typed = '';
	for (const key of ['f', ...longQuery]) {
		typed += costs.length === 0 ? '' : key;
		const shown = terminal.until(new RegExp(`^ f  ${typed.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')} *(?:.* of |[A-Z]|$)`, 'm'));
		const [cpu, wall] = [threadNs(), performance.now()];
		terminal.press(key === ' ' ? 'space' : key);
		await shown;
		costs.push({key, cpuMs: (threadNs() - cpu) / 1e6, wallMs: performance.now() - wall});
		await sleep(pauseMs);
	}
	terminal.press('escape');
	terminal.press('escape');
	terminal.press('q');
	await exit;
	return costs;
}

/** Of a fresh process: the prompt, its first letter, and all others. */
export async function benchFirstKeys(count = 10_000): Promise<Result[]> {
	const costs = (await typeOverMany(count, 5000, 120)).map(({cpuMs}) => cpuMs);
	const [prompt, first, ...others] = costs as [number, number, ...number[]];
	const sorted = others.sort((a, b) => a - b);
	const figure = (what: string, value: number): Result => ({
		what: `10,000 runs on the real screen, with Ink: ${what}`,
		value,
		unit: 'ms CPU',
		goal: 16,
	});
	return [
		figure('the prompt opened', prompt),
		figure('its first letter', first),
		figure('a letter (median)', sorted[sorted.length >> 1]!),
		figure('the costliest letter', sorted.at(-1)!),
	];
}
