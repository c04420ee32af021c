import {spawnSync} from 'node:child_process';
import {cpSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {Engine} from '../../source/engine/engine.ts';
import {formats} from '../../source/formats/index.ts';
import {nodeFiles} from '../../source/io/files.ts';
import {cpuMsOf, type Result} from './result.ts';

const model = path.resolve('test/fixtures/guild/home/runs/8d6a12ccd29c4752b773a71646739698');
const rounds = 5;
/** Seconds since the epoch. */
const madeAt = 1_795_000_000;

/** Makes a Guild home of `count` copies of one real run. */
export function makeHome(root: string, count: number): string {
	const home = path.join(root, 'guild-home');
	for (let i = 0; i < count; i++) {
		const id = (0x1000_0000 + i).toString(16).padEnd(32, '0');
		const run = path.join(home, 'runs', id);
		mkdirSync(path.dirname(run), {recursive: true});
		cpSync(model, run, {recursive: true});
		writeFileSync(path.join(run, '.guild/attrs/id'), `${id}\n`);
		// A second start trusts only what was not made just now.
		for (const name of readdirSync(run, {recursive: true}) as string[]) utimesSync(path.join(run, name), madeAt, madeAt);
		utimesSync(run, madeAt, madeAt);
	}
	return home;
}

/** CPU of a whole program, user and system, milliseconds; null where it cannot be started. */
function cpuMsOfProgram(command: string, env: Record<string, string> = {}): number | null {
	const {status, stderr} = spawnSync('bash', ['-c', `TIMEFORMAT='%U %S'; time ${command} > /dev/null`], {
		encoding: 'utf8',
		env: {...process.env, ...env},
	});
	const times = /([\d.]+) ([\d.]+)\s*$/.exec(stderr);
	return status !== 0 || times === null ? null : (Number(times[1]) + Number(times[2])) * 1000;
}

function median(values: readonly number[]): number {
	return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

/**
 * 1,000 runs of Guild with flags, status and last scalars: in this process, and as whole programs side by side with `guild runs --all`, which
 * knows no scalars. `XTUI_BENCH_GUILD` names the `guild` program; without it only ours is measured.
 */
export async function benchGuild(root: string): Promise<Result[]> {
	const home = makeHome(root, 1000);
	const list = () =>
		cpuMsOf(() => {
			const engine = new Engine(nodeFiles, formats);
			engine.start([home]);
			while (!engine.work(() => false));
			engine.judge(Date.now());
		});
	const cold = await list();
	await list();
	const results: Result[] = [
		{what: '1,000 Guild runs found, read and judged, first time', value: cold, unit: 'ms CPU'},
		{what: '1,000 Guild runs found, read and judged, warm code', value: await list(), unit: 'ms CPU'},
	];
	const guild = process.env.XTUI_BENCH_GUILD;
	const ratios: Record<'first' | 'again', number[]> = {first: [], again: []};
	const cache = path.join(root, 'guild-cache');
	// So that its code has been compiled once, as on any machine that it was used on.
	cpuMsOfProgram(`${process.execPath} dist/cli.js ls ${path.dirname(model)}`, {XDG_CACHE_HOME: cache});
	for (let round = 0; guild !== undefined && round < rounds; round++) {
		rmSync(path.join(cache, 'xtui', 'readings'), {recursive: true, force: true});
		const theirs = cpuMsOfProgram(`${guild} runs --all`, {GUILD_HOME: home});
		for (const when of ['first', 'again'] as const) {
			const ours = cpuMsOfProgram(`${process.execPath} dist/cli.js ls ${home}`, {XDG_CACHE_HOME: cache});
			if (theirs !== null && ours !== null) ratios[when].push(ours / theirs);
		}
	}
	if (ratios.first.length > 0) {
		const unit = 'times';
		results.push({what: 'xtui ls of them against guild runs --all, first time', value: median(ratios.first), unit, goal: 0.25});
		results.push({what: 'the same, every other time', value: median(ratios.again), unit, goal: 0.25});
	}
	return results;
}
