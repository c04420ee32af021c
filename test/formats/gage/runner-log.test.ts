import assert from 'node:assert/strict';
import {test} from 'node:test';
import {faultOfSummary, readRunnerLog} from '../../../source/formats/gage/runner-log.ts';
import {DatedFiles} from '../guild/home.ts';
import {loadRuns, readRun} from './runs.ts';

const at = '2026-11-27T22:45:38+0000';
const ended = `${at} Starting run (see output/40_run): python s.py\n${at} Writing meta proc/lock\n${at} Exit code for run: 0\n`;

test('the log of a run says how its program ended, and says nothing more once it is started again', () => {
	const said = (text: string) => {
		const {exit, summary} = readRunnerLog(text);
		return {exit, summary};
	};
	assert.deepEqual(said(`${ended}${at} Using run summary 'a b/s.json'\n`), {exit: 0, summary: 'a b/s.json'});
	assert.deepEqual(said(`${ended.replace('run: 0', 'run: -9')}${at} Using run summary summary.json\n`), {
		exit: -9,
		summary: 'summary.json',
	});
	assert.deepEqual(said(`${ended}${at} Writing meta started\n`), {exit: null, summary: null});
	assert.deepEqual(said(ended.replace('for run', 'for finalize')), {exit: null, summary: null});
});

/** What Gage's log says of a step of a preparation. */
const stepOf = (name: string, exit: number) =>
	[`Starting ${name} (see output/20_runtime): pip install x`, 'Writing meta proc/lock', `Exit code for ${name}: ${exit}`]
		.concat('Deleting meta proc/lock')
		.map(line => `${at} ${line}\n`)
		.join('');

test('the log of a run says with which step of its preparation Gage gave up, and when it was written', () => {
	const failed = `${stepOf('stage-sourcecode', 0)}${stepOf('stage-runtime', 4)}`;
	const {exit, failedStep, writtenAtMs} = readRunnerLog(failed);
	assert.deepEqual([exit, failedStep, writtenAtMs], [null, {name: 'stage-runtime', exit: 4}, Date.UTC(2026, 10, 27, 22, 45, 38)]);
	assert.equal(readRunnerLog(stepOf('stage-sourcecode', 0)).failedStep, null);
	assert.equal(readRunnerLog(`${failed}${at} Writing meta started\n`).failedStep, null);
	assert.equal(readRunnerLog('cut').writtenAtMs, null);
});

test('a run whose preparation failed has failed, and one whose preparation does not go on is not being prepared', () => {
	const files = loadRuns('head');
	const meta = '/head/ee09fdf7-82c4-4dde-8b3d-dbca864692d1.meta';
	files.remove(`${meta}/staged`);
	const tell = (log: string) => readRun(files.write(`${meta}/log/runner`, log), 'ee09').learnt;
	const copying = `${at} Copying source code (see log/files)\n`;
	const failed = tell(`${copying}${stepOf('stage-runtime', 4)}`);
	assert.deepEqual([failed.outcome?.status, failed.recorded], ['failed', 'pending']);
	assert.match(failed.outcome!.why, /exit code 4 for stage-runtime$/);
	const broken = tell(`${copying}${stepOf('stage-sourcecode', 0)}`).outcome;
	assert.deepEqual([broken?.status, broken?.fromMs], ['queued', Date.UTC(2026, 10, 27, 22, 46, 38)]);
	files.write(`${meta}/proc/lock`, '4194399');
	assert.equal(tell(`${copying}${stepOf('stage-runtime', 4)}`).outcome, null, 'another step may be at work');
	files.remove(`${meta}/proc/lock`).remove(`${meta}/log/runner`);
	const initialized = Number(new TextDecoder().decode(files.readWhole(`${meta}/initialized`, 100)!)) / 1000;
	assert.equal(readRun(files, 'ee09').learnt.outcome?.fromMs, initialized + 60_000);
});

test('a summary at which Gage broke off is named', () => {
	const files = new DatedFiles().write('/w/empty.json', '').write('/w/cut.json', '{"a').write('/w/whole.json', '{}');
	const said = (name: string | null) => faultOfSummary(files, '/w', name)?.message.split(',')[0] ?? null;
	assert.deepEqual(['empty.json', 'cut.json', 'whole.json', 'gone.json', 'other.toml', null].map(said), [
		'Is empty',
		'Is cut or no JSON',
		null,
		null,
		null,
		null,
	]);
});

test('a run whose program ended before Gage itself broke off is over, as the log of Gage says', () => {
	const files = loadRuns('release');
	const work = '/release/700b40c7-5d0d-4220-83e3-d8e45afbd246';
	for (const name of ['proc/exit', 'stopped', 'proc/lock']) files.remove(`${work}.meta/${name}`);
	const log = `${work}.meta/log/runner`;
	const tell = (text: string) => readRun(files.write(log, text), '700b');
	files.write(`${work}/summary.json`, '{broken');
	const {learnt, problems} = tell(`${ended}${at} Deleting meta proc/lock\n${at} Using run summary summary.json\n`);
	assert.deepEqual(learnt.outcome, {status: 'finished', why: 'log/runner says exit code 0'});
	assert.deepEqual(
		problems.map(({file}) => file),
		[`${work}/summary.json`],
	);
	assert.equal(tell(ended.replace('run: 0', 'run: 3')).learnt.outcome?.status, 'failed');
	assert.equal(tell(`${ended}${at} Writing meta started\n`).learnt.outcome, null, 'started again');
	files.write(`${work}.meta/proc/lock`, '4194399');
	assert.equal(tell(ended).learnt.outcome, null, 'its last output may be on the way');
});

test('a run whose exit code is not written yet, or was lost, has ended as the log of Gage says', () => {
	const files = loadRuns('release');
	const meta = '/release/700b40c7-5d0d-4220-83e3-d8e45afbd246.meta';
	files.remove(`${meta}/proc/exit`).write(`${meta}/log/runner`, ended.replace('run: 0', 'run: 3'));
	files.write('/release/700b40c7-5d0d-4220-83e3-d8e45afbd246/summary.json', '{broken');
	const {learnt, problems} = readRun(files, '700b');
	assert.deepEqual(learnt.outcome, {status: 'failed', why: 'log/runner says exit code 3'}, 'the end alone is written');
	assert.deepEqual(problems, [], 'what Gage has read before was no fault then');
	assert.equal(readRun(files.write(`${meta}/log/runner`, ''), '700b').learnt.outcome?.status, 'unknown');
});
