import type {CodeDiff} from '../../../core/diff/code/code-diff.ts';
import type {ComparedCode} from '../../../core/diff/compared.ts';
import type {FileAccess} from '../../../core/files/files.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import type {Registry} from '../../registry.ts';

const nameOf = ({facts, dir}: TrackedRun): string => facts.name?.trim() || dir;

/** Compares the code of two runs, which takes git and so some time: asked once, told when it is ready. */
export class CodeDesk {
	private asked = '';
	private ready: ComparedCode[] = [];

	constructor(
		private readonly registry: Registry,
		private readonly files: FileAccess,
	) {}

	get hasNews(): boolean {
		return this.ready.length > 0;
	}

	/** Asks for the code of two runs; nothing happens where that is known and neither has told anything else since. */
	ask(base: TrackedRun, run: TrackedRun): void {
		const asked = [base, run].map(({key, factsVersion}) => `${key}:${factsVersion}`).join();
		if (asked === this.asked) return;
		this.asked = asked;
		const tell = (diff: CodeDiff) => {
			// Somebody may look at other runs by now.
			if (asked === this.asked) this.ready.push({base: base.key, run: run.key, diff});
		};
		this.compare(base, run).then(tell, (error: unknown) => {
			tell({how: null, files: [], notes: [error instanceof Error ? error.message : String(error)]});
		});
	}

	forget(): void {
		this.asked = '';
		this.ready = [];
	}

	take(): ComparedCode[] {
		const {ready} = this;
		this.ready = [];
		return ready;
	}

	private async compare(base: TrackedRun, run: TrackedRun): Promise<CodeDiff> {
		const [{codeOf}, {compareCode}] = await Promise.all([import('../../code/code-of.ts'), import('../../code/compare-code.ts')]);
		const codes = [base, run].map(each => codeOf(this.registry, each, nameOf(each)));
		return compareCode(this.files, codes[0]!, codes[1]!);
	}
}
