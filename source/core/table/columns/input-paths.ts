import type {RunRow} from '../../row.ts';

/** `data_dir`, `input_path`, `train.file`: where a run reads, while `output_dir`, `log_path` and a bare `root` say where it writes or lies. */
const inputWord =
	/(?:^|[._/-])(?:data|datasets?|inputs?|train(?:ing)?|valid(?:ation)?|val|eval|test|corpus|corpora|images?|labels?|annotations?|vocab|pretrained)(?:[._/-]?(?:path|dir|directory|folder|file|filename|url|uri|root)){1,2}$/i;
/** What repeats an experiment on another part of the same data. */
const part = /(?:fold|split|seed|rep|repeat|run|part|shard|cv)[ _.=-]?\d+/gi;
const absolute = /^(?:[/~\\]|[A-Za-z]:[/\\])/;

/**
 * True where a path tells which data the runs have read: some share it, and what they name differs. That the same data lies elsewhere on
 * another machine, or that each run has a place of its own for it, changes no experiment.
 * @param words the key with its words apart (`data_dir` of `dataDir`)
 */
export function namesInput(rows: readonly RunRow[], key: string, words: string): boolean {
	if (!inputWord.test(words)) return false;
	const said = rows.flatMap(({config, host}) => {
		const value = config[key];
		return typeof value === 'string' && value !== '' ? [{host, path: value.replace(/[/\\]+$/, '')}] : [];
	});
	const paths = new Set(said.map(({path}) => path));
	if (paths.size < 2 || paths.size === said.length) return false;
	const wholes = new Set([...paths].map(path => path.replace(part, '')));
	const names = new Set([...wholes].map(path => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)));
	if (names.size > 1) return true;
	if (wholes.size < 2) return false;
	if (![...paths].some(path => absolute.test(path))) return true;
	const hosts = new Map<string, string>();
	return said.some(({host, path}) => {
		if (host === null) return false;
		const whole = path.replace(part, '');
		const before = hosts.get(host);
		hosts.set(host, whole);
		return before !== undefined && before !== whole;
	});
}
