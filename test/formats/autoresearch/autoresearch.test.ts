import assert from 'node:assert/strict';
import {test} from 'node:test';
import {autoresearch} from '../../../source/formats/autoresearch/index.ts';
import {Collected, readAll} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';
import {fixtureText} from '../read-tree.ts';

const table = '/w/results.tsv';
const claimsOf = (files: MemoryFiles) => autoresearch.detect({path: '/w', entries: files.list('/w')}, files);

function open(files: MemoryFiles) {
	const [claim] = claimsOf(files);
	assert.ok(claim !== undefined);
	const source = autoresearch.open(claim, files);
	const collected = new Collected();
	const read = () => readAll(source, collected);
	read();
	return {collected, read};
}

test('each row of an agent is an experiment, with what came of it and what was tried', () => {
	const {collected} = open(new MemoryFiles().write(table, fixtureText('autoresearch/results.tsv')));
	assert.deepEqual([...collected.runs.keys()], ['1a2b3c4', '5d6e7f8', '9a8b7c6', '0f1e2d3']);
	const learnt = [...collected.runs.values()].map(run => run.learnt);
	assert.deepEqual(
		learnt.map(({name}) => name),
		['baseline', 'smaller batches', 'wider by half (out of memory)', 'a second rotary embedding in every other layer, with its…'],
	);
	assert.deepEqual(
		learnt.map(({outcome}) => outcome?.status),
		['finished', 'finished', 'failed', 'finished'],
	);
	assert.deepEqual(
		learnt.map(({tags}) => tags),
		[['keep'], ['discard'], ['crash'], ['keep']],
	);
	assert.deepEqual(learnt[0]!.summary, {val_bpb: 1.25, memory_gb: 20.5});
	assert.deepEqual(learnt[2]!.summary, {}, 'zeros only fill the row of what failed');
	assert.equal(learnt[0]!.git?.commit, '1a2b3c4');
	assert.match(learnt[3]!.notes?.[0] ?? '', /learned mix$/);
});

test('a row that is added is another experiment, and one that is not whole none yet', () => {
	const files = new MemoryFiles().write(table, 'commit\tscore\tkind\tstatus\tdescription\n-\t0.5\tlr\tkeep\tone\n');
	const {collected, read} = open(files);
	files.append(table, '-\t0.75\t"a ""b"""\tdiscard\ttwo\twith a tab\nabcdef1\t0.9');
	read();
	assert.deepEqual([...collected.runs.keys()], ['-', '-#2']);
	const {learnt} = collected.runs.get('-#2')!;
	assert.deepEqual([learnt.config, learnt.summary, learnt.name], [{kind: 'a "b"'}, {score: 0.75}, 'two with a tab']);
	assert.equal(learnt.git, null);
	files.append(table, '\tlr\tkeep\tthree\n');
	read();
	assert.equal(collected.runs.get('abcdef1')?.learnt.summary?.score, 0.9);
});

test('each line of pi-autoresearch is one, with what is measured and which way that is better', () => {
	const lines = [
		{type: 'config', name: 'faster builds', metricName: 'build_s', metricUnit: 's', bestDirection: 'lower'},
		{
			run: 1,
			commit: 'aaaa111',
			metric: 0,
			metrics: {},
			status: 'crash',
			description: 'no such script',
			timestamp: 1_774_000_000_000,
			segment: 0,
		},
		{
			run: 2,
			commit: 'aaaa111',
			metric: 12.5,
			metrics: {mb: 3},
			status: 'keep',
			description: 'baseline',
			timestamp: 1_774_000_060_000,
			segment: 0,
		},
	];
	const text = lines.map(line => `${JSON.stringify(line)}\n`).join('');
	const {collected} = open(new MemoryFiles().write('/w/autoresearch.jsonl', text));
	assert.deepEqual([...collected.runs.keys()], ['1', '2']);
	const run = collected.runs.get('2')!;
	assert.deepEqual(
		[run.learnt.summary, run.learnt.group, run.learnt.endedAtMs],
		[{build_s: 12.5, mb: 3}, 'faster builds', 1_774_000_060_000],
	);
	assert.equal(run.defined.get('build_s')?.goal, 'minimize');
	const {learnt} = collected.runs.get('1')!;
	assert.deepEqual([learnt.outcome?.status, learnt.summary], ['failed', {}]);
	assert.equal(claimsOf(new MemoryFiles().write('/w/autoresearch.jsonl', '{"loss": 1}\n{"loss": 0.5}\n')).length, 0);
});

test('what was never measured has no results', () => {
	const text = 'commit\tval_bpb\tppl\tstatus\tdescription\na1\t0.000\t-\tdiscard\tgiven up\na2\t1.5\t0.0\tkeep\tb\n';
	const {collected} = open(new MemoryFiles().write(table, text));
	const told = [...collected.runs.values()].map(({learnt}) => [learnt.summary, learnt.config]);
	assert.deepEqual(told, [
		[{}, {}],
		[{val_bpb: 1.5, ppl: 0}, {}],
	]);
});

test('a table whose head leaves it open is looked at again when a row comes', () => {
	const files = new MemoryFiles().write(table, 'config_id\ttok_s\tstatus\tdescription\n');
	assert.deepEqual(claimsOf(files), []);
	assert.deepEqual(autoresearch.undecided?.({path: '/w', entries: files.list('/w')}, files, []), [table]);
	files.append(table, 'a1\t29.5\tkeep\tbaseline\n');
	assert.equal(claimsOf(files).length, 1);
});

test('no other table of results is one', () => {
	const isOne = (name: string, text: string) => claimsOf(new MemoryFiles().write(`/w/${name}`, text)).length > 0;
	assert.ok(isOne('results_may.tsv', 'commit\tscore\tstatus\tdescription\n'));
	assert.ok(!isOne('results.tsv', 'model\tdataset\taccuracy\nresnet\tcifar\t0.5\n'));
	assert.ok(isOne('results.tsv', 'config_id\ttok_s\tstatus\tdescription\na1\t29.5\tkeep\tbaseline\n'));
	assert.ok(!isOne('results.tsv', 'case\tseconds\tstatus\tdescription\na1\t29.5\tpassed\tadds numbers\n'));
	assert.ok(!isOne('results.tsv', 'commit\tseconds\tstatus\tdescription\n1a2b3c4\t29.5\tsuccess\tadds numbers\n'));
	assert.ok(isOne('results.tsv', 'commit\tloss\tstatus\tdescription\n1a2b3c4\t1.5\tbaseline\tas it was\n'));
	assert.ok(!isOne('results.tsv', 'item\tstatus\tdescription\nlamp\tkeep\tfrom the attic\n'));
	assert.ok(isOne('results.tsv', 'commit\tloss\tstatus\tdescription\n1a2b3c4\t0.0\tcrash\tbaseline\n'));
	assert.ok(!isOne('results.tsv', 'commit,score,status,description\n'));
	assert.ok(!isOne('data.tsv', 'commit\tscore\tstatus\tdescription\n'));
});
