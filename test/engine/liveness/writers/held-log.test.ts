import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {test} from 'node:test';
import {ended, Lab, minuteMs} from '../lab.ts';

/** A job of Hydra whose config says how its log is written. */
function writeJob(
	lab: Lab,
	handler = 'logging.FileHandler',
	output = lab.at('job/held_job.log').replace(/\/held_job\.log$/, ''),
	cwd = '/',
): void {
	lab.write('job/.hydra/config.yaml', 'steps: 100\n');
	lab.write('job/.hydra/overrides.yaml', '[]\n');
	lab.write(
		'job/.hydra/hydra.yaml',
		`hydra:
  job_logging:
    version: 1
    handlers:
      console:
        class: logging.StreamHandler
      file:
        class: ${handler}
        filename: \${hydra.runtime.output_dir}/\${hydra.job.name}.log
    root:
      level: INFO
      handlers:
      - console
      - file
  mode: RUN
  job:
    name: held_job
  runtime:
    version: 1.3.2
    cwd: ${cwd}
    output_dir: ${output}
`,
	);
}

const stamp = (ms: number): string => new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().replace('T', ' ');

function writeLog(lab: Lab, count: number): void {
	const line = (step: number) => {
		const moment = stamp(lab.nowMs - (count - step) * 1000).slice(0, 19);
		return `[${moment},000][__main__][INFO] - step ${step} loss ${1 / (step + 1)}\n`;
	};
	lab.write('job/held_job.log', Array.from({length: count}, (_, step) => line(step)).join(''));
}

test('a job of Hydra whose log nobody holds open is over, however few rows it has', async context => {
	const lab = new Lab(context);
	writeJob(lab);
	writeLog(lab, 4);
	const child = await lab.sleeper({holds: 'job/held_job.log'});
	assert.deepEqual(lab.look('job', 5 * minuteMs), {
		status: 'running',
		why: `pid ${child.pid} holds held_job.log open`,
		fraction: 0.03,
	});
	child.kill('SIGKILL');
	await ended(child);
	const {status, why} = lab.look('job', 10_000);
	assert.equal(status, 'idle', why);
	const later = new Lab(context);
	writeJob(later);
	writeLog(later, 4);
	const seen = later.look('job', 10_000);
	assert.deepEqual(seen, {
		status: 'idle',
		why: 'no process here holds held_job.log open, and this format has no end mark',
		fraction: 0.03,
	});
});

test('not while a process is there that may write it: libraries close the handlers of others', async context => {
	const lab = new Lab(context);
	writeJob(lab);
	lab.write('held_job.py', 'read\n');
	const child = await lab.python(['held_job.py'], ({words}) => words.length === 2, {cwd: lab.root});
	writeLog(lab, 4);
	assert.equal(lab.look('job', 10_000).status, 'running');
	child.kill('SIGKILL');
	await ended(child);
	assert.equal(lab.look('job', 30_000).status, 'idle');
});

test('but a process that writes the log of another job of that name is not', async context => {
	const lab = new Lab(context);
	writeJob(lab);
	lab.write('held_job.py', 'exec 3>>other/held_job.log; read\n');
	lab.write('other/held_job.log', '');
	const isUp = ({pid}: {pid: number}) => existsSync(`/proc/${pid}/fd/3`);
	await lab.python(['held_job.py'], isUp, {cwd: lab.root});
	writeLog(lab, 4);
	const {status, why} = lab.look('job', 10_000);
	assert.equal(status, 'idle', why);
});

test('but for one that came up after the job was silent, or runs another program above where the job was started', async context => {
	const lab = new Lab(context);
	writeJob(lab);
	writeLog(lab, 4);
	lab.date(lab.nowMs - 20_000, 'job/held_job.log', ...['config', 'overrides', 'hydra'].map(name => `job/.hydra/${name}.yaml`));
	lab.write('look.py', 'read\n');
	await lab.python(['look.py'], ({words}) => words.length === 2, {cwd: lab.root});
	const {status, why} = lab.look('job', 1000);
	assert.equal(status, 'idle', why);

	const other = new Lab(context);
	other.write('code/held_job.py', 'read\n');
	other.write('look.py', 'read\n');
	const above = await other.python(['look.py'], ({words}) => words.length === 2, {cwd: other.root});
	writeJob(other, undefined, undefined, other.at('code/held_job.py').replace(/\/held_job\.py$/, ''));
	writeLog(other, 4);
	assert.equal(other.look('job', 10_000).status, 'idle');
	above.kill('SIGKILL');
	await ended(above);
	await other.python(['code/held_job.py'], ({words}) => words.length === 2, {cwd: other.root});
	writeLog(other, 5);
	assert.equal(other.look('job', 10_000).status, 'running');
});

test('also where it has no row yet', async context => {
	const lab = new Lab(context);
	writeJob(lab);
	lab.write('job/held_job.log', `[${stamp(lab.nowMs).slice(0, 19)},000][__main__][INFO] - loading\n`);
	const child = await lab.sleeper({holds: 'job/held_job.log'});
	assert.equal(lab.look('job', 5000).why, `pid ${child.pid} holds held_job.log open`);
	child.kill('SIGKILL');
	await ended(child);
	assert.equal(lab.look('job', 10_000).status, 'idle');
});

test('not where its log is older than what it writes elsewhere, is a copy, or is written by another handler', context => {
	for (const arrange of [
		(lab: Lab) => {
			writeJob(lab);
			lab.write('job/metrics.csv', 'step,loss\n0,1\n1,0.5\n2,0.4\n');
			const configs = ['config', 'overrides', 'hydra'].map(name => `job/.hydra/${name}.yaml`);
			lab.date(lab.nowMs - 2 * minuteMs, 'job/held_job.log', ...configs);
		},
		(lab: Lab) => writeJob(lab, 'logging.FileHandler', '/elsewhere/job'),
		(lab: Lab) => writeJob(lab, 'logging.handlers.WatchedFileHandler'),
	]) {
		const lab = new Lab(context);
		writeLog(lab, 4);
		arrange(lab);
		const {status, why} = lab.look('job', 30_000);
		assert.doesNotMatch(why, /holds held_job\.log open/);
		assert.equal(status, 'running', why);
	}
});
