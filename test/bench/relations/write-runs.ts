import {mkdirSync, symlinkSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {field} from '../../encodings/protobuf-writer.ts';
import {item, logOfAll, row, run, started} from '../../formats/wandb/logs.ts';

/** Whole numbers below a bound. */
type Random = (below: number) => number;

const startMs = 1_760_000_000_000;
const hexIds = Array.from({length: 6}, (_, i) => `${i}`.padStart(2, '0').repeat(16));
const nameIds = ['aaa', 'bbb', 'ccc', 'ddd'];

export interface Mark {
	name: string;
	at: string;
}

/** Runs of several trackers in one directory, what they say of each other made up. Each has a parameter of its own, by which it is found again. */
export class RunsWriter {
	/** Names of those parameters, and where each run lies. */
	readonly marks: Mark[] = [];
	/** Directories of runs, which others may say that they log. */
	private readonly directories: string[] = [];
	/** Those of runs that others may lie in: other trackers keep to themselves what is in theirs. */
	private readonly open: string[] = [];

	constructor(
		private readonly root: string,
		private readonly random: Random,
	) {}

	write(): void {
		const kinds = [() => this.writeNative(), () => this.writeWandb(), () => this.writeMlflow(), () => this.writeGuild()];
		// Often one tracker alone, so that its runs meet.
		const wanted = kinds.filter(() => this.chance(2));
		const all = this.chance(2) || wanted.length === 0 ? [this.pick(kinds)] : wanted;
		for (let left = 3 + this.random(12); left > 0; left--) this.pick(all)();
		if (this.chance(3)) this.writeOptuna();
	}

	private pick<Item>(from: readonly Item[]): Item {
		return from[this.random(from.length)]!;
	}

	private chance(of: number): boolean {
		return this.random(of) === 0;
	}

	private mark(at: string): string {
		const name = `mark_${this.marks.length}`;
		this.marks.push({name, at});
		return name;
	}

	/** Few moments, so that many are the same. */
	private moment(): number {
		return startMs + this.random(4) * 60_000;
	}

	private put(file: string, content: string | Uint8Array): void {
		const at = path.join(this.root, file);
		mkdirSync(path.dirname(at), {recursive: true});
		writeFileSync(at, content);
		// Long ago, or else the passing of time would tell two readings apart.
		utimesSync(at, startMs / 1000, startMs / 1000);
	}

	private link(file: string, target: string): void {
		const at = path.join(this.root, file);
		mkdirSync(path.dirname(at), {recursive: true});
		try {
			symlinkSync(target, at);
		} catch {
			// There is one of that name.
		}
	}

	/** A place that is not taken yet, here, below a run, or in a directory that is named like one of several ranks or splits. */
	private place(name: string): string {
		const above = this.chance(4) && this.open.length > 0 ? this.pick(this.open) : this.pick(['runs', '.', 'runs/deep']);
		return path.join(above, `${name}${this.pick(['', '', '-rank_0', '-rank_1', '/train', '/eval'])}`);
	}

	/** The run that another one says it is, as a path: one that is there, is not, is itself, or is what is above all. */
	private target(own: string): string {
		const directory = this.pick([...this.directories, own, '.', 'missing/run', path.dirname(own)]);
		return this.pick([directory, path.join(this.root, directory), path.join('/moved/from', directory)]);
	}

	private writeNative(): void {
		const directory = `${this.place(`native${this.random(3)}`)}-${this.marks.length}`;
		const ids = [...nameIds, ...hexIds];
		const record = {
			xtui: 1,
			id: this.pick([...ids, null]),
			parent: this.pick([...ids, null, 'missing']),
			group: this.pick([...ids, null]),
			attempt: this.pick([null, null, 0, 1, 2, -1, 2.5]),
			restart_of: this.pick(ids),
			started_at: this.pick([null, this.moment() / 1000]),
			config: {[this.mark(directory)]: 1},
		};
		this.put(`${directory}/xtui-run.json`, JSON.stringify(record));
		const rows = [0, 1, 2].map(step => `${JSON.stringify({step: step + this.random(3), loss: step})}\n`);
		this.put(`${directory}/metrics.jsonl`, rows.join(''));
		this.open.push(directory);
		this.directories.push(directory);
	}

	private writeWandb(): void {
		const id = this.pick(nameIds);
		const count = this.marks.length;
		const stamp = `20261121_0${this.random(3)}34${String(count).padStart(2, '0')}`;
		const directory = path.join(this.place('w'), 'wandb', `${this.pick(['offline-run', 'run'])}-${stamp}-${id}`);
		const fork = {run_id: this.pick([...nameIds, id, id, 'missing', '']), step: this.pick([0, 1, 2, 3, -1, 1e9])};
		const head = run(
			field(1, this.chance(5) ? this.pick([...nameIds, '']) : id),
			field(
				4,
				item(this.mark(directory), '1', true),
				...(this.chance(2) ? [item('_wandb', JSON.stringify({branch_point: fork}), true)] : []),
			),
			...(this.chance(2) ? [field(3, this.pick(['one', 'two']))] : []),
			...(this.chance(3) ? [field(2, this.pick(['ada', 'bob']))] : []),
			...(this.chance(2) ? [field(6, this.pick([...nameIds, 'group']))] : []),
			...(this.chance(4) ? [] : [started(this.moment())]),
		);
		const from = this.random(4);
		const rows = [0, 1, 2, 3].slice(0, this.random(5)).map(step => row(from + step, {loss: step, [`own${count}`]: step}));
		this.put(`${directory}/run-${id}.wandb`, logOfAll([head, ...rows]));
		this.directories.push(directory);
	}

	private writeMlflow(): void {
		const id = this.pick(hexIds);
		const directory = path.join(this.pick(['mlruns', 'mlruns', 'runs/mlruns']), String(this.random(3)), id);
		if (this.directories.includes(directory)) return;
		const experiment = String(this.random(3));
		if (!this.chance(4))
			this.put(
				`${path.dirname(directory)}/meta.yaml`,
				`experiment_id: '${experiment}'\nname: ${this.pick([...nameIds, ...hexIds])}\nlifecycle_stage: active\n`,
			);
		const meta = `run_id: ${this.chance(4) ? this.pick(hexIds) : id}\nexperiment_id: '${experiment}'\nstatus: ${this.random(6)}\n`;
		this.put(`${directory}/meta.yaml`, `${meta}start_time: ${this.moment()}\nlifecycle_stage: active\n`);
		this.put(`${directory}/params/${this.mark(directory)}`, '1');
		if (this.chance(2)) this.put(`${directory}/tags/mlflow.parentRunId`, this.pick([...hexIds, ...nameIds, id, 'missing']));
		if (this.chance(2)) this.put(`${directory}/tags/flexlock.dir`, this.target(directory));
		if (this.chance(4)) this.put(`${directory}/tags/flexlock.supersedes`, this.pick(hexIds));
		if (this.chance(4)) this.put(`${directory}/tags/flexlock.superseded_by`, this.pick(hexIds));
		this.directories.push(directory);
	}

	private writeGuild(): void {
		const id = this.pick(hexIds);
		const directory = path.join(this.pick(['guild/runs', 'guild/runs', 'guild/trash/runs']), id);
		if (this.directories.includes(directory)) return;
		const own = `${directory}/.guild`;
		const attribute = (name: string, value: string) => this.put(`${own}/attrs/${name}`, value);
		this.put(`${own}/opref`, "script:/proj '' '' train.py");
		attribute('id', this.chance(4) ? this.pick([...hexIds, 'odd']) : id);
		attribute('flags', `${this.mark(directory)}: 1\n`);
		attribute('initialized', String(this.moment() * 1000));
		if (!this.chance(4)) attribute('started', String(this.moment() * 1000));
		if (this.chance(3)) attribute('cmd', '- python\n- -um\n- guild.steps_main\n');
		const asked = this.pick([
			[],
			['- lr=[1,2]'],
			[`proto: '${this.pick(hexIds).slice(0, this.pick([2, 6, 8, 32]))}'`],
			['optimize: true'],
		]);
		attribute('run_params', `${asked.join('\n')}\n`);
		if (this.chance(3)) this.put(`${own}/proto/.guild/opref`, "script:/proj '' '' train.py");
		if (this.chance(5)) this.put(`${own}/${this.pick(['PENDING', 'STAGED'])}`, '');
		for (let left = this.random(4); left > 0; left--) {
			const other = this.pick([...hexIds, id]);
			const target = `${this.pick(['..', '..', '../../runs', '../../trash/runs', '../..'])}/${other}`;
			if (this.chance(3)) {
				if (!this.chance(2))
					this.link(`${directory}/${this.pick(['sub', 'step'])}${left}`, this.pick([target, '.', '..', '../../..']));
			} else this.link(`${directory}/${other}`, target);
		}
		this.directories.push(directory);
	}

	private writeOptuna(): void {
		const directory = this.pick(['.', 'runs', ...this.open]);
		const lines: object[] = [];
		const worker = {worker_id: 'w'};
		for (const name of ['study', 'other', 'study'].slice(this.random(3)))
			lines.push({op_code: 0, ...worker, study_name: name, directions: [1]});
		const number = () => this.pick([0, 1, 2, 3, 7, -1]);
		for (let left = 1 + this.random(5); left > 0; left--) {
			const about = {user_attrs: {}, system_attrs: {failed_trial: number(), retry_history: [number(), number()]}};
			const distribution = '{"name": "FloatDistribution", "attributes": {"step": null, "low": 0, "high": 1, "log": false}}';
			const param = this.mark(directory);
			const params = {params: {[param]: 1}, distributions: {[param]: distribution}, intermediate_values: {0: 1}};
			const state = {state: this.random(5), value: null, values: [1], datetime_start: '2026-11-21T01:17:46.090858+00:00'};
			lines.push({op_code: 4, ...worker, study_id: 0, ...state, ...about, ...params});
			lines.push({op_code: 9, ...worker, trial_id: number(), system_attr: {failed_trial: number(), 'grid:parent': number()}});
		}
		this.put(`${directory}/journal.log`, lines.map(line => `${JSON.stringify(line)}\n`).join(''));
	}
}
