import type {MediaKind} from '../../core/media/media.ts';
import type {MediaSink, RunSink} from '../format.ts';
import {decoderOf} from './event/media-values.ts';

/** What TensorBoard's plugins, and the old fields of a value, are called here. */
const kinds = new Map<string, MediaKind>([
	['images', 'image'],
	['histograms', 'histogram'],
	['text', 'text'],
	['audio', 'file'],
	['pr_curves', 'file'],
	['mesh', 'file'],
]);

/** Notes where the pictures, distributions and texts of event files lie. */
export class MediaTaker {
	/** Made when there is something for it: most files have scalars alone. */
	private sinks: Map<string, MediaSink> | null = null;
	/** The file being read, and where in it the chunk begins. */
	file = '';
	base = 0;

	constructor(private readonly run: RunSink) {}

	/** Takes the value whose message lies at [start, end) of the chunk; other kinds are passed over. */
	take(tag: string, plugin: string, start: number, end: number, step: number, wallMs: number): void {
		const kind = kinds.get(plugin);
		if (kind === undefined) return;
		this.sinks ??= new Map();
		const sink = this.sinks.get(tag) ?? this.run.media(tag, kind, decoderOf(kind, plugin));
		this.sinks.set(tag, sink);
		sink.push({step, wallMs, file: this.file, offset: this.base + start, bytes: end - start});
	}
}
