import type {FileAccess} from '../../core/files/files.ts';
import type {JsonObject, Problem} from '../../core/run.ts';
import {parseExactJson} from '../../encodings/json/tolerant-json.ts';
import {decodeFile} from '../../encodings/text/text.ts';
import {ZipArchive} from '../../encodings/zip.ts';
import {earliestMicros} from '../guild/attributes/micros.ts';
import {objectOf} from '../values.ts';
import {mostZipBytes, readArchive} from './archive.ts';
import type {Place} from './layout.ts';

const mostTextBytes = 4 * 1024 * 1024;
const otherSum = 'Is damaged: the archive does not hold what its checksum says';

/** The directory that an archive is made of. */
const directoryOf = (archive: string): string => archive.replace(/\.meta\.zip(?=(?:\.deleted)?$)/, '.meta');

/** The meta of a run, whether it is a directory still or an archive: small files by their names in it. */
export class Meta {
	readonly problems: Problem[] = [];
	private readonly zip: ZipArchive | null = null;
	/** Damaged members of it that were told. */
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
	}

	bytes(name: string, mostBytes = mostTextBytes): Uint8Array | null {
		const {zip, place} = this;
		if (zip === null) return this.files.readWhole(`${place.meta}/${name}`, mostBytes);
		const bytes = zip.read(name, mostBytes);
		return bytes === null && zip.damaged.has(name) ? this.copyOf(name, mostBytes) : bytes;
	}

	/** What the archive has lost, where the directory that it was made of lies beside it still. */
	private copyOf(name: string, mostBytes: number): Uint8Array | null {
		const {files, place, told} = this;
		const copy = files.readWhole(`${directoryOf(place.meta)}/${name}`, mostBytes);
		const rest =
			copy === null ? 'so nothing of it is shown; restore the archive from a copy' : 'so it is read from the directory beside it';
		if (!told.has(name)) this.problems.push({file: `${place.meta}/${name}`, message: `${otherSum}, ${rest}`});
		told.add(name);
		return copy;
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
		const value = parseExactJson(text);
		if (value === undefined) this.problems.push({file: `${this.place.meta}/${name}`, message: 'Is cut or no JSON'});
		return value;
	}

	object(name: string): JsonObject {
		return objectOf(this.json(name));
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
