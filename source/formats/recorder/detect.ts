import type {FileAccess} from '../../core/files/files.ts';
import {decodeFile} from '../../encodings/text/text.ts';
import type {Claim, Listing} from '../format.ts';
import {knownEnding, knownWithoutEnding, knownYaml} from './known-names.ts';

export const collectionFiles = {id: 'collection_id.txt', info: 'collection_info.pickle', records: 'records.pickle'} as const;

export const picklePattern = /\.(pickle|pkl|pck|pcl|p|recorder)$/i;
const yamlPattern = /\.ya?ml$/i;
/** People leave out the ending too, or make up one; where many files have none, or one that is not known, they are those of a program. */
const mostUnnamed = 4;
/** Directories that other trackers name so, a thousand beside each other: looking into each would be most of finding them. */
const knownDirectory = /^((offline-)?run-\d{8}_\d{6}-.+|[0-9a-f]{32})$/;
const headBytes = 512;
const copyName = /^(collection_info|records)(?: \(\d+\)| copy(?: \d+)?| - Copy)?\.pickle(?:\.(?:bak|old|orig)|~)?$/;
const comparedBytes = 64 * 1024 * 1024;
/** Classes of the package under the names that all of its versions give them. */
const classNames = /rigorous_recorder|AncestorDict|RecordKeeper|super_map/;
/** Those that no other package has; dicts of super_map are what people keep their settings in, too. */
const ownNames = /rigorous_recorder|AncestorDict|RecordKeeper/;
/** A class as pickles name it since protocol 4: two texts, each perhaps remembered, and the opcode that takes them. */
const stackGlobal = /(?:\x8c.|X.{4})([\w.]+)(?:\x94|q.|r.{4})?(?:\x8c.|X.{4})([\w.]+)(?:\x94|q.|r.{4})?\x93/gs;
/** Before that: two lines behind an opcode. In protocols 0 and 1, which are text or begin like it, that follows the end of another. */
const binaryGlobal = /c([A-Za-z_][\w.]*)\n([A-Za-z_][\w.]*)\n/g;
const textGlobal = /(?<=^|[\n(\]}])c([A-Za-z_][\w.]*)\n([A-Za-z_][\w.]*)\n/g;
export const liveHead = 'parent_data_snapshot:';
const pickleStart = 0x80;
/** First bytes: of a pickle since protocol 2, of a live file, and of the marks that may stand before that. */
const mayBeOurs: ReadonlySet<number | undefined> = new Set([pickleStart, liveHead.charCodeAt(0), 0xef, 0xfe, 0xff]);

/**
 * A collection is a directory; it holds many runs, so it is claimed where it is seen from outside, as a store is. Saved recorders and live
 * files have any name, and are known by how they begin.
 */
export function detectRecorder({path, entries}: Listing, files: FileAccess): Claim[] {
	const claims: Claim[] = [];
	const claim = (target: string, ownsSubtree: boolean, listedAt?: string) =>
		claims.push({format: 'recorder', path: target, files: [target], ownsSubtree, ...(listedAt !== undefined && {listedAt})});
	const names = new Set(entries.map(({name}) => name));
	const isInside =
		names.has(collectionFiles.id) ||
		path.endsWith('.collection') ||
		(names.has(collectionFiles.info) && names.has(collectionFiles.records));
	const copies = isInside ? copiesIn(path, entries, files) : new Set<string>();
	const unnamed = unnamedIn(entries);
	for (const {name, kind} of entries) {
		const target = `${path}/${name}`;
		if (kind === 'directory') {
			const isOther = name.startsWith('.') || knownDirectory.test(name);
			if (!isOther && isCollection(target, files)) claim(target, true);
		} else if (kind === 'file' && !copies.has(name)) {
			const own = isInside && (name === collectionFiles.info || name === collectionFiles.records);
			const isOwn = own
				? isLookedAtAlone(path, files) && name === collectionFiles.records
				: unnamed.has(name)
					? isOfUnknownName(target, files)
					: isSaved(target, name, files);
			// Its runs are known by the same path, whether somebody looks at the collection or from above.
			if (isOwn) claim(target, false, own ? path : undefined);
		}
	}
	for (const {path: target} of claims) remember(target, files);
	return claims;
}

/**
 * Files that may become live ones: their writer opens them when it is told to, and what it writes of the parents reaches the disk with the first record,
 * which may be an epoch away.
 */
export function mayBecomeLive({path, entries}: Listing, files: FileAccess): string[] {
	const unnamed = unnamedIn(entries);
	return entries.flatMap(({name, kind}) => {
		const isMeant = kind === 'file' && (unnamed.has(name) || mayBeLiveYaml(name));
		return isMeant && files.stat(`${path}/${name}`)?.size === 0 ? [`${path}/${name}`] : [];
	});
}

/** Files whose names tell nothing, where they are few. */
function unnamedIn(entries: Listing['entries']): Set<string> {
	const few = (isMeant: (name: string) => boolean) => {
		const found = entries.filter(({name, kind}) => kind === 'file' && isMeant(name));
		return found.length > mostUnnamed ? [] : found.map(({name}) => name);
	};
	return new Set([
		...few(name => !name.includes('.') && !knownWithoutEnding.test(name)),
		...few(name => name.lastIndexOf('.') > 0 && !name.startsWith('.') && !picklePattern.test(name) && !knownEnding.test(name)),
	]);
}

/**
 * Copies of a collection's own files beside them, as Google Drive ("records (1).pickle") and people ("records.pickle.bak") make them: of its info, which
 * holds no run, and of its records, where they are the same. Others may hold what is nowhere else.
 */
function copiesIn(path: string, entries: Listing['entries'], files: FileAccess): Set<string> {
	const names = new Set(entries.map(({name}) => name));
	const isCopy = (name: string) => {
		const [, stem] = copyName.exec(name) ?? [];
		const own = `${stem}.pickle`;
		if (stem === undefined || name === own || !names.has(own)) return false;
		return own === collectionFiles.info || isSame(`${path}/${name}`, `${path}/${own}`, files);
	};
	return new Set([...names].filter(isCopy));
}

function isSame(one: string, other: string, files: FileAccess): boolean {
	const size = files.stat(one)?.size;
	if (size === undefined || size > comparedBytes || size !== files.stat(other)?.size) return false;
	const [a, b] = [one, other].map(path => files.readWhole(path, comparedBytes) ?? null);
	return a != null && b != null && Buffer.compare(a, b) === 0;
}

function isCollection(directory: string, files: FileAccess): boolean {
	const id = `${directory}/${collectionFiles.id}`;
	if (files.exists(id) && files.stat(id)?.kind === 'file') return true;
	return (
		directory.endsWith('.collection') &&
		[collectionFiles.info, collectionFiles.records].some(name => files.stat(`${directory}/${name}`)?.kind === 'file')
	);
}

function isSaved(path: string, name: string, files: FileAccess): boolean {
	const isPickle = picklePattern.test(name);
	if (isPickle) return isOurPickle(path, headOf(path, files), files);
	return mayBeLiveYaml(name) && isLive(path, files);
}

const mayBeLiveYaml = (name: string): boolean => yamlPattern.test(name) && !knownYaml.test(name);

/** True of a live file, whatever it is called. */
export function isLive(path: string, files: FileAccess): boolean {
	const head = files.readRange(path, 0, headBytes);
	return head !== null && startsLive(head);
}

const startsLive = (head: Uint8Array): boolean => decodeFile(head).startsWith(liveHead);

/**
 * True of a file whose name says nothing, by one read of its beginning: of a live file, and of a pickle that no text can be, as a script is that only
 * names the package.
 */
function isOfUnknownName(path: string, files: FileAccess): boolean {
	const head = files.readRange(path, 0, headBytes);
	if (head === null || !mayBeOurs.has(head[0])) return false;
	return head[0] === pickleStart ? isOurPickle(path, latin1Of(head), files) : startsLive(head);
}

/** True where a pickle begins with an object of the package, or with a dict of super_map and the package comes after it. */
function isOurPickle(path: string, head: string, files: FileAccess): boolean {
	if (!namesOurClass(head)) return false;
	return ownNames.test(head) || ownNames.test(latin1Of(files.readRange(path, 0, comparedBytes) ?? new Uint8Array(0)));
}

/** True where a pickle begins with an object of the package; a text or a value that only says its name is none. */
function namesOurClass(head: string): boolean {
	if (!classNames.test(head)) return false;
	const isBinary = head.startsWith('\x80');
	if (!isBinary && !/^[c(\]}]/.test(head)) return false;
	const patterns = isBinary ? [stackGlobal, binaryGlobal] : [textGlobal];
	return patterns.some(pattern => [...head.matchAll(pattern)].some(([, module, name]) => classNames.test(`${module}.${name}`)));
}

function headOf(path: string, files: FileAccess): string {
	return latin1Of(files.readRange(path, 0, headBytes) ?? new Uint8Array(0));
}

function latin1Of(head: Uint8Array): string {
	return Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
}

const seenFromOutside = new WeakMap<FileAccess, Set<string>>();

function remember(path: string, files: FileAccess): void {
	const seen = seenFromOutside.get(files) ?? new Set<string>();
	seenFromOutside.set(files, seen.add(path));
}

/** True where somebody looks at a collection's own directory first: nobody claimed it from outside. */
function isLookedAtAlone(directory: string, files: FileAccess): boolean {
	return !seenFromOutside.get(files)?.has(directory);
}
