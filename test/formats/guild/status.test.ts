import assert from 'node:assert/strict';
import {test} from 'node:test';
import {nameBatch, nameOperation, parseOperation, splitWords} from '../../../source/formats/guild/attributes/operation.ts';
import {readCommit} from '../../../source/formats/guild/facts.ts';
import {Collected, readAll} from '../collect.ts';
import {type DatedFiles, loadHome, makeRun, openRun, readRun} from './home.ts';

const started = '1795223828004703\n';
const before = '1795223825555283\n';

function factsOf(own: Record<string, string>) {
	const {files, path} = makeRun(own);
	const collected = new Collected();
	readAll(openRun(files, path), collected);
	return collected.only.learnt;
}

test('an exit status tells success, failure and who stopped it', () => {
	const of = (code: string) => factsOf({'attrs/started': before, 'attrs/stopped': started, 'attrs/exit_status': code}).outcome;
	assert.deepEqual(
		['0', '1', '137', '-15', '-16', '-9', '-2', '-11', '-6'].map(code => of(code)?.status),
		['finished', 'failed', 'failed', 'stopped', 'stopped', 'stopped', 'stopped', 'failed', 'failed'],
	);
	assert.equal(of('-15')?.why, 'exit_status -15 (SIGTERM)');
	assert.equal(of('-11')?.why, 'exit_status -11 (SIGSEGV)');
});

test('the end of an earlier attempt proves nothing of a restarted run', () => {
	const restarted = {'attrs/started': started, 'attrs/stopped': before, 'attrs/exit_status': '0', LOCK: '4711'};
	const {outcome, pid, attempt, recorded, writer, endedAtMs} = factsOf(restarted);
	assert.deepEqual([outcome, pid, attempt, recorded, endedAtMs], [null, 4711, 2, 'completed', 1795223825555.283]);
	assert.ok(writer.marksEnd, 'without its process it has crashed');
	assert.deepEqual(readRun(loadHome(), 'b497').learnt.outcome, null);
});

test('a start that was written after the exit status tells a restart, whatever the clock said', () => {
	const {files, path} = makeRun({'attrs/started': before, 'attrs/exit_status': '0', 'attrs/stopped': started, LOCK: '4711'});
	const facts = () => {
		const collected = new Collected();
		readAll(openRun(files, path), collected);
		const {outcome, attempt, endedAtMs} = collected.only.learnt;
		return [outcome?.status ?? null, attempt, endedAtMs];
	};
	assert.deepEqual(facts(), ['finished', null, 1795223828004.703], 'a lock that a copy has left');
	files.nowMs += 5000;
	files.write(`${path}/.guild/attrs/started`, before);
	assert.deepEqual(facts(), [null, 2, null]);
	files.remove(`${path}/.guild/LOCK`);
	assert.deepEqual(facts(), ['finished', null, 1795223828004.703]);
});

test('a living run has a lock and no end', () => {
	const {outcome, pid, recorded} = factsOf({'attrs/started': started, LOCK: '4711'});
	assert.deepEqual([outcome, pid, recorded], [null, 4711, null]);
	assert.equal(factsOf({'attrs/started': started, LOCK: 'garbage'}).pid, null);
});

test('an end without a readable exit status is one all the same, and how it came is not known', () => {
	const ended = {'attrs/started': before, 'attrs/stopped': started, 'attrs/initialized': before};
	const why = (exit?: string) => factsOf(exit === undefined ? ended : {...ended, 'attrs/exit_status': exit}).outcome;
	assert.deepEqual(why(), {status: 'unknown', why: 'it has ended, and how is not known: exit_status is missing'});
	assert.equal(why('')?.why, 'it has ended, and how is not known: exit_status is empty');
	assert.equal(why("'abc'\n")?.why, 'it has ended, and how is not known: exit_status is damaged');
	assert.equal(factsOf(ended).recorded, 'error', 'as Guild calls it');
	assert.equal(factsOf({...ended, LOCK: '4711'}).outcome, null, 'a process may tell');
});

test('what was prepared and never started has failed, as Guild says; without attributes nothing is known', () => {
	const made = {'attrs/initialized': before};
	const {outcome, recorded} = factsOf(made);
	assert.deepEqual([outcome?.status, recorded], ['failed', 'error']);
	assert.match(outcome!.why, /^prepared and never started/);
	assert.equal(factsOf({...made, PENDING: ''}).outcome?.status, 'queued');
	assert.equal(factsOf({...made, LOCK: '4711'}).outcome, null);
	assert.equal(factsOf({...made, 'attrs/started': started}).outcome, null, 'its lock may come in a moment');
	const {files, path} = makeRun({});
	files.remove(`${path}/.guild/attrs/id`);
	const collected = new Collected();
	readAll(openRun(files, path), collected);
	assert.equal(collected.only.learnt.outcome?.status, 'unknown');
	assert.match(collected.only.problems[0]!.message, /^Is gone/);
	files.write(`${path}/.guild/attrs`, 'no directory');
	const other = new Collected();
	readAll(openRun(files, path), other);
	assert.equal(other.only.learnt.outcome?.status, 'unknown');
	assert.match(other.only.problems[0]!.message, /^Is no directory/);
});

test('a start without a lock and output is one of a command that could not be run', () => {
	const made = {'attrs/initialized': before, 'attrs/started': started, 'attrs/env': 'HOME: /root\n'};
	const {outcome, recorded, writer} = factsOf(made);
	assert.deepEqual([outcome?.status, recorded], ['failed', 'error']);
	assert.match(outcome!.why, /could not be run/);
	assert.ok(outcome!.fromMs !== undefined && writer.marksEnd, 'its lock may come in a moment');
	const others: Record<string, string>[] = [{LOCK: '4711'}, {output: ''}, {opref: "func:mod 1 '' f"}, {opref: 'script'}];
	for (const other of others) assert.equal(factsOf({...made, ...other}).outcome, null, JSON.stringify(other));
	assert.equal(factsOf({...made, PENDING: ''}).outcome?.status, 'queued');
	const exit = {'attrs/exit_status': '0', 'attrs/stopped': '1795223829004703'};
	assert.equal(factsOf({...made, ...exit}).outcome?.status, 'finished');
});

test('a run that was started again in place and got no process has failed, whatever its earlier attempt came to', () => {
	const again = {'attrs/env': 'HOME: /root\n', 'attrs/started': started, 'attrs/stopped': before, 'attrs/exit_status': '0'};
	const outcomeAt = (writtenMs: number) => {
		const {files, path} = makeRun(again);
		files.nowMs = writtenMs;
		files.write(`${path}/.guild/output`, 'loss: 1\n');
		const collected = new Collected();
		readAll(openRun(files, path), collected);
		return collected.only.learnt.outcome;
	};
	assert.equal(outcomeAt(1795223825000)?.status, 'failed');
	assert.equal(outcomeAt(1795223828500), null, 'it has written since');
	assert.equal(factsOf(again).outcome?.status, 'failed');
});

test('when a preparation ended is told by what it wrote, which a copy leaves as it is', () => {
	const fromMs = (own: Record<string, string>) => {
		const {files, path} = makeRun({});
		files.nowMs = 1_900_000_000_000;
		for (const [name, text] of Object.entries(own)) files.write(`${path}/.guild/attrs/${name}`, text);
		files.stat = withDirectoriesAt(files, 1_900_000_000_000);
		const collected = new Collected();
		readAll(openRun(files, path), collected);
		return collected.only.learnt.outcome?.fromMs;
	};
	assert.equal(fromMs({initialized: before}), 1795223825555.283 + 60_000, 'a dependency was not met');
	assert.equal(fromMs({initialized: before, started, env: 'HOME: /root\n'}), 1795223828004.703 + 60_000);
	assert.equal(fromMs({initialized: before, deps: '{}\n'}), 1_900_000_000_000 + 60_000, 'packages are frozen after that');
	assert.equal(fromMs({initialized: 'lost'}), 1_900_000_000_000 + 60_000);
});

/** How files stand in a tree whose directories were made at one moment. */
function withDirectoriesAt(files: DatedFiles, atMs: number): DatedFiles['stat'] {
	const statOf = files.stat.bind(files);
	return path => {
		const stat = statOf(path);
		return stat?.kind === 'directory' ? {...stat, modifiedAtMs: atMs} : stat;
	};
}

test('output is of an earlier attempt where its last line is, whenever its file was copied', () => {
	const again = {'attrs/env': 'HOME: /root\n', 'attrs/started': started, 'attrs/stopped': before, 'attrs/exit_status': '0'};
	const statusWith = (lineAtMs: number) => {
		const mark = new DataView(new ArrayBuffer(9));
		mark.setBigUint64(0, BigInt(lineAtMs));
		const {files, path} = makeRun({...again, 'output.index': new Uint8Array(mark.buffer)});
		files.nowMs = 1_900_000_000_000;
		files.write(`${path}/.guild/output`, 'loss: 1\n');
		const collected = new Collected();
		readAll(openRun(files, path), collected);
		return collected.only.learnt.outcome?.status ?? null;
	};
	assert.equal(statusWith(1795223825000), 'failed');
	assert.equal(statusWith(1795223828500), null, 'it has written since');
});

test('marks go before an exit status, in the order in which Guild looks', () => {
	const ended = {'attrs/exit_status': '0', 'attrs/started': before, 'attrs/stopped': started};
	assert.equal(factsOf({...ended, STAGED: ''}).outcome?.status, 'queued');
	assert.match(factsOf({...ended, PENDING: '', STAGED: ''}).outcome!.why, /^PENDING/);
	const remote = factsOf({...ended, 'LOCK.remote': 'gpu-box\n', PENDING: ''}).outcome;
	assert.deepEqual([remote?.status, remote?.why.includes('gpu-box')], ['running', true]);
});

test('who is pending waits once the time of a preparation is over, and who is staged at once', () => {
	const {files, path} = makeRun({'attrs/started': started, STAGED: ''});
	const outcome = () => {
		const collected = new Collected();
		readAll(openRun(files, path), collected);
		const {status, fromMs, waits} = collected.only.learnt.outcome!;
		return {status, fromMs, waits};
	};
	assert.deepEqual(outcome(), {status: 'queued', fromMs: undefined, waits: true});
	files.nowMs = 1795223830000;
	files.write(`${path}/.guild/PENDING`, '');
	assert.deepEqual(outcome(), {status: 'queued', fromMs: 1795223830000 + 600_000, waits: true});
});

test('names are those that Guild lists', () => {
	const name = (text: string) => nameOperation(parseOperation(text)!);
	assert.equal(name("script:/a/b '' '' train.py"), 'train.py');
	assert.equal(name('guildfile:/a/guild.yml abc cnn train'), 'cnn:train');
	assert.equal(name('package:gpkg.keras 0.1 mnist train'), 'gpkg.keras/mnist:train');
	assert.equal(name("func:mod 1 '' f"), 'f()');
	assert.equal(name("script:'/with blank' '' '' 'my train.py'"), 'my train.py');
	const batch = (text: string) => nameBatch(parseOperation(text)!, parseOperation("script:/a '' '' train.py"));
	assert.equal(batch("builtin:guildai 0.9.0 '' +"), 'train.py+');
	assert.equal(batch('builtin:guildai 0.9.0 skopt random'), 'train.py+skopt:random');
	assert.equal(nameBatch(parseOperation("builtin:guildai 0.9.0 '' +")!, null), '+');
	assert.equal(name("test: '' '' train"), 'train');
	assert.equal(name("test: '' mnist train"), 'mnist:train');
	const {kind, package: directory} = parseOperation("'script:/x/y: z' '' '' a.py")!;
	assert.deepEqual([kind, directory], ['script', '/x/y: z']);
	for (const broken of [
		'',
		'script',
		"script: /a '' '' a.py",
		"'script' :/a '' a.py",
		"script:/a '' ''",
		"script:/a '' '' 'open",
		':x',
	])
		assert.equal(parseOperation(broken), null);
	assert.deepEqual(splitWords(`a "b c" 'd"e' f\\ g ''`), ['a', 'b c', 'd"e', 'f g', '']);
	assert.deepEqual(splitWords(String.raw`"a\"b" "\\" "\n" 'c\' d\'e`), ['a"b', '\\', '\\n', 'c\\', "d'e"]);
	assert.deepEqual(splitWords('a\u00a0b \t c\n'), ['a\u00a0b', 'c']);
	for (const open of ["a 'b", 'a "b', String.raw`a "b\"`, 'a\\']) assert.equal(splitWords(open), null);
});

test('a commit says whether the tree had changes', () => {
	const sha = '0123456789abcdef0123456789abcdef01234567';
	assert.deepEqual(readCommit(`git:${sha}`), {commit: sha, branch: null, dirty: false, remote: null});
	assert.equal(readCommit(`git:${sha}*`)?.dirty, true);
	assert.equal(readCommit('svn:12'), null);
});
