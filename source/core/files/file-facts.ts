import {formatDuration} from '../text/durations.ts';
import {formatParameter} from '../text/numbers.ts';
import {formatBytes} from '../text/units.ts';

/** What can be said of a file that is not shown, from its first bytes: `describeFile`. */

const isAt = (bytes: Uint8Array, at: number, text: string): boolean =>
	[...text].every((character, i) => bytes[at + i] === character.charCodeAt(0));

/** Types by the bytes that they begin with, and where those stand. */
const types: [type: string, at: number, text: string][] = [
	['WAV', 8, 'WAVE'],
	['AVI', 8, 'AVI '],
	['FLAC', 0, 'fLaC'],
	['Ogg', 0, 'OggS'],
	['MP3', 0, 'ID3'],
	['MP3', 0, '\xff\xfb'],
	['MP4', 4, 'ftyp'],
	['WebM', 0, '\x1a\x45\xdf\xa3'],
	['glTF', 0, 'glTF'],
	['PDF', 0, '%PDF'],
	['NumPy', 0, '\x93NUMPY'],
	['ZIP', 0, 'PK'],
	['gzip', 0, '\x1f\x8b'],
];

/** Rate, channels and length of a WAV file (the `fmt ` chunk that comes first in all but odd ones); empty where it is none. */
function wavFacts(head: Uint8Array, bytes: number): string[] {
	if (head.length < 36 || !isAt(head, 8, 'WAVEfmt ')) return [];
	const view = new DataView(head.buffer, head.byteOffset, head.length);
	const channels = view.getUint16(22, true);
	const perSecond = view.getUint32(28, true);
	return [
		`${formatParameter(view.getUint32(24, true) / 1000)} kHz`,
		channels === 1 ? 'mono' : channels === 2 ? 'stereo' : `${channels} channels`,
		...(perSecond > 0 ? [formatDuration(Math.max(0, bytes - 44) / perSecond)] : []),
	];
}

/** `WAV, 352 kB`, `44.1 kHz, stereo, 2.0 s`: type by content, else by the name's ending; size; of sound what it is. */
export function describeFile(head: Uint8Array, bytes: number, name: string): string[] {
	const ending = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toUpperCase();
	const type = types.find(([, at, text]) => isAt(head, at, text))?.[0] ?? ending;
	const facts = wavFacts(head, bytes);
	return [
		[...(type === undefined ? [] : [type]), formatBytes(bytes)].join(', '),
		...(facts.length > 0 ? [facts.join(', ')] : []),
	];
}
