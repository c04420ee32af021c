import type {FileAccess} from '../../core/files/files.ts';
import type {JsonObject, Problem} from '../../core/run.ts';
import {parseJsonPrefix} from '../../encodings/json/json-prefix.ts';
import {parseExactJson} from '../../encodings/json/tolerant-json.ts';
import {decodeFile} from '../../encodings/text/text.ts';
import {ZipArchive} from '../../encodings/zip.ts';
import {earliestMicros} from '../guild/attributes/micros.ts';
import {isObject} from '../values.ts';
import {mostZipBytes, readArchive} from './archive.ts';
import type {Place} from './layout.ts';

const mostTextBytes = 4 * 1024 * 1024;
const otherSum = 'Is damaged: the archive does not hold what its checksum says';

/** What is lost with a file that cannot be read, by its name. */
const losses: Readonly<Record<string, string>> = {
	'config.json': 'its flags are not shown',
	'summary.json': 'what it sums up is shown from the output, if at all',
	'proc/cmd.json': 'its command is not shown',
	'sys/platform.json': 'the platform is not shown',
};

/** The directory that an archive is made of. */
const directoryOf = (archive: string): string => archive.replace(/\.meta\.zip(?=(?:\.deleted)?$)/, '.meta');

/** The directory that all members of an archive lie in, as where one is packed from outside: `a.meta/`; null where any lies in none. */
function directoryAbove(names: readonly string[]): string | null {
	const above = /^[^/]+\//.exec(names[0] ?? '')?.[0];
	const isBelow = above !== undefined && names.includes(`${above}opref`) && names.every(name => name.startsWith(above));
	return isBelow ? above : null;
}

/** The meta of a run, whether it is a directory still or an archive: small files by their names in it. */
export class Meta {
	readonly problems: Problem[] = [];
	private readonly zip: ZipArchive | null = null;
	/** Members of it that were told: damaged ones by their names, others by what they are. */
	private readonly told = new Set<string>();
	/** True for an archive that cannot be read at all. */
	readonly isShut: boolean = false;

	constructor(
		private readonly files: FileAccess,
		private readonly place: Place,
	) {
		if (!place.isZip) return;
		const zip = readArchive(files, place.meta);
		this.isShut = zip === null;
		if (zip === null) this.problems.push({file: place.meta, message: 'Cannot be read, or is larger than 512 MiB'});
		this.zip = zip ?? new ZipArchive(new Uint8Array(0));
		if (zip !== null && zip.damage !== null) this.problems.push({file: place.meta, message: zip.damage});
		const above = zip === null ? null : directoryAbove(zip.names);
		if (above !== null)
			this.problems.push({
				file: place.meta,
				message: `Holds its files below ${above}, where neither Gage nor this finds them; pack it again from within that directory`,
			});
	}

	bytes(name: string, mostBytes = mostTextBytes): Uint8Array | null {
		const {zip, place} = this;
		if (zip === null) return this.files.readWhole(`${place.meta}/${name}`, mostBytes);
		const bytes = zip.read(name, mostBytes);
		if (bytes !== null || !(zip.damaged.has(name) || zip.foreign.has(name))) return bytes;
		const copy = this.files.readWhole(`${directoryOf(place.meta)}/${name}`, mostBytes);
		const kind = zip.foreign.get(name);
		if (kind === undefined) this.tellLost(name, copy);
		else if (copy === null) this.tellForeign(kind);
		return copy;
	}

	/** What the archive has lost may be in the directory that it was made of, where that lies beside it still. */
	private tellLost(name: string, copy: Uint8Array | null): void {
		const {place, told} = this;
		const rest =
			copy === null ? 'so nothing of it is shown; restore the archive from a copy' : 'so it is read from the directory beside it';
		if (!told.has(name)) this.problems.push({file: `${place.meta}/${name}`, message: `${otherSum}, ${rest}`});
		told.add(name);
	}

	private tellForeign(kind: string): void {
		const {place, told} = this;
		const message = `Holds files that are ${kind}, which cannot be read here; make it anew with files stored or deflated`;
		if (!told.has(kind)) this.problems.push({file: place.meta, message});
		told.add(kind);
	}

	/** Reads all that an archive holds, and tells what of it is damaged. */
	verify(): Problem[] {
		for (const name of this.zip?.names ?? []) this.bytes(name, mostZipBytes);
		return this.problems;
	}

	/** True where there is such a file, whatever it holds. */
	has(name: string): boolean {
		return this.zip === null ? this.files.stat(`${this.place.meta}/${name}`) !== null : this.zip.names.includes(name);
	}

	text(name: string): string | null {
		const bytes = this.bytes(name);
		return bytes === null ? null : decodeFile(bytes);
	}

	/** True for an archive of which the end is missing, so that what it lacks proves nothing. */
	get isCut(): boolean {
		return this.zip !== null && this.zip.damage !== null;
	}

	/** True for an archive in which anything was met that Gage can read and this program cannot. */
	get isForeign(): boolean {
		return this.zip !== null && this.zip.foreign.size > 0;
	}

	/** An exit code; null where there is none. */
	exit(name: string): number | null {
		return this.number(name, Number.NEGATIVE_INFINITY, 'no exit code');
	}

	/** A time that is kept in microseconds, in milliseconds. */
	time(name: string): number | null {
		const number = this.number(name, earliestMicros, 'no time in microseconds');
		return number === null ? null : number / 1000;
	}

	/** A whole number that is all of a file; null where there is none, which is a problem where the file is there. */
	private number(name: string, least: number, what: string): number | null {
		const text = this.text(name)?.trim();
		if (text === undefined) return null;
		const number = /^[-+]?\d+$/.test(text) ? Number(text) : Number.NaN;
		if (number >= least) return number;
		const message =
			text === '' ? 'Is empty: it is being written, or it is damaged' : `Is ${what}, or was cut: ${text.slice(0, 60)}`;
		this.problems.push({file: `${this.place.meta}/${name}`, message});
		return null;
	}

	json(name: string): unknown {
		const text = this.text(name);
		if (text === null) return undefined;
		const {value, cutAt} = parseJsonPrefix(text, parseExactJson);
		if (value !== undefined && cutAt === text.length) return value;
		// Half a command is none.
		const left = isObject(value) && Object.keys(value).length > 0 ? value : undefined;
		const fault = text.trim() === '' ? 'Is empty' : 'Is cut or no JSON';
		const loss =
			left === undefined ? `, so ${losses[name] ?? 'nothing of it is shown'}` : ': what can still be read of it is shown';
		this.problems.push({file: `${this.place.meta}/${name}`, message: `${fault}${loss}; restore the file from a copy`});
		return left;
	}

	/** An object; an empty one where there is none, which is a problem where the file has something else. */
	object(name: string): JsonObject {
		const value = this.json(name);
		if (isObject(value)) return value;
		if (value !== undefined) this.tellOther(name, 'object', value);
		return {};
	}

	/** Says that a file does not hold what it should. `what`: what is expected, as people call it. */
	tellOther(name: string, what: string, value: unknown): void {
		const message = `Is no ${what}, so nothing of it is shown: ${JSON.stringify(value).slice(0, 60)}`;
		this.problems.push({file: `${this.place.meta}/${name}`, message});
	}

	/** Names of the stored outputs, in the order of their phases: `40_run`. */
	outputs(): string[] {
		const names =
			this.zip === null
				? (this.files.list(`${this.place.meta}/output`) ?? []).map(({name}) => name)
				: this.zip.names.filter(name => name.startsWith('output/')).map(name => name.slice('output/'.length));
		return names.filter(name => /^\d+_\w+$/.test(name)).sort();
	}
}
