/** What the name of an event file tells: `events.out.tfevents.<unix seconds>.<host>[.<pid>.<counter>[.v2]]`. */
export interface EventFileName {
	openedAtMs: number | null;
	host: string | null;
	pid: number | null;
	/**
	 * Who names files like that: `tensorboard` (also torch), `tensorflow` 2, or one that gives no pid: tensorboardX and TensorFlow 1.
	 */
	writer: 'tensorboard' | 'tensorflow' | 'other';
}

const nothing: EventFileName = {openedAtMs: null, host: null, pid: null, writer: 'other'};
/** True for a host that is told by its number in the net. */
export const isAddress = (host: string): boolean => /^\d+\.\d+\.\d+\.\d+$/.test(host);
/** A suffix of the writer's own may follow, with a dot or without: "_run1". A host's name goes on behind a number by letters and dots. */
const withPid = /^(.+?)\.(\d+)\.\d+((?:\.v2)?)(?:[^.\dA-Za-z-].*|[A-Za-z-][^.]*|(?:\.[^.]*[^.\d][^.]*)*)$/;

/** Writers put the time behind the word. */
const usual = /tfevents\.\d/;
const sourceOrText = /\.(?:[cm]?[jt]sx?|py|ipynb|rs|go|cc?|cpp|h|hpp|java|sh|md|rst|txt|json|ya?ml|toml|html?|csv)$/i;

/** What its profiler leaves empty, and what Unity's editor and DVC keep of each file beside it. */
const beside = /\.(?:profile-empty|meta|dvc)$/;

/**
 * TensorBoard's own rule: the word anywhere in the name; what only lies beside one is no event file. Against it, neither is a program or a
 * text about them.
 */
export function isEventFile(name: string): boolean {
	if (!name.includes('tfevents') || beside.test(name)) return false;
	return usual.test(name) || !sourceOrText.test(name);
}

export function readFileName(name: string): EventFileName {
	const parts = /tfevents\.(\d{9,11})\.(.+)$/.exec(name);
	if (parts === null) return nothing;
	const openedAtMs = Number(parts[1]) * 1000;
	// No host has a blank; file managers put one before what they add to the name of a copy.
	const rest = parts[2]!.replace(/ .*$/, '');
	const numbered = isAddress(rest) ? null : withPid.exec(rest);
	const pid = Number(numbered?.[2] ?? 0);
	if (numbered === null || pid === 0) return {openedAtMs, host: rest, pid: null, writer: 'other'};
	return {openedAtMs, host: numbered[1]!, pid, writer: numbered[3] === '.v2' ? 'tensorflow' : 'tensorboard'};
}
