import {describeFile} from '../../core/files/file-facts.ts';
import type {FileAccess} from '../../core/files/files.ts';
import type {MediaContent, MediaSeries} from '../../core/media/media.ts';
import {fitPicture} from '../../core/media/picture.ts';
import {makeRidges} from '../../core/media/ridges.ts';
import type {DecodeImage} from '../../encodings/images/image.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {MediaAnswer, MediaView, MediaWish} from '../protocol.ts';

const mostBytes = 64 * 1024 * 1024;
/** Steps told at either side of the one shown. */
const mostNear = 50;
const longestText = 20_000;
/** What tells the type of a file that is only named. */
const headBytes = 4096;

/** Reads and decodes what is looked at, each again only when its run got more of it or another step is wanted. */
export class MediaDesk {
	private wishes: MediaWish[] = [];
	private readonly answeredAt = new Map<number, string>();
	/** Pictures need libraries, which are loaded with the first one. */
	private decode: DecodeImage | null = null;
	private isLoading = false;

	constructor(
		private readonly files: FileAccess,
		/** Called when an answer that had to wait can be given. */
		private readonly onReady: () => void,
	) {}

	setWishes(wishes: MediaWish[]): void {
		this.wishes = wishes;
		const wanted = new Set(wishes.map(({wish}) => wish));
		for (const wish of this.answeredAt.keys()) if (!wanted.has(wish)) this.answeredAt.delete(wish);
	}

	take(runs: ReadonlyMap<number, TrackedRun>): MediaAnswer[] {
		const answers: MediaAnswer[] = [];
		for (const wish of this.wishes) {
			const series = runs.get(wish.run)?.media.get(wish.name);
			if (series === undefined) continue;
			const at = `${series.version}:${wish.step}:${wish.cols}:${wish.rows}`;
			if (this.answeredAt.get(wish.wish) === at) continue;
			const view = this.viewOf(series, wish);
			if (view === null) continue;
			this.answeredAt.set(wish.wish, at);
			answers.push({wish: wish.wish, ...stepsAround(series, wish.step), view});
		}
		return answers;
	}

	/** Null while the decoder is being loaded. */
	private viewOf(series: MediaSeries, wish: MediaWish): MediaView | null {
		if (series.kind === 'histogram') return this.ridgesOf(series, wish);
		const content = this.contentAt(series, series.indexOf(wish.step));
		if (content === null) return {kind: 'missing', why: 'It cannot be read from its file'};
		if (content.kind === 'text') return {kind: 'text', text: content.text.slice(0, longestText)};
		if (content.kind === 'table') return {...content, rows: content.rows.slice(0, wish.rows)};
		if (content.kind === 'file') return this.fileOf(series, series.indexOf(wish.step), content);
		if (content.kind !== 'image') return {kind: 'missing', why: 'It is no picture'};
		if (this.decode === null) {
			this.load();
			return null;
		}
		const pixels = this.decode(content.encoded);
		if (typeof pixels === 'string') return {kind: 'missing', why: pixels};
		const {width, height} = pixels;
		return {kind: 'image', width, height, picture: fitPicture(pixels, wish.cols, wish.rows * 2)};
	}

	/** Of a file beside the tracker's own its whole size and its path. */
	private fileOf(series: MediaSeries, index: number, {what, head, bytes}: Extract<MediaContent, {kind: 'file'}>): MediaView {
		const {file, bytes: inner} = series.at(index);
		if (inner > 0) return {kind: 'file', what, facts: describeFile(head, bytes, '')};
		return {kind: 'file', what, facts: [...describeFile(head, this.files.stat(file)?.size ?? bytes, file), file]};
	}

	/** The step in question as the front ridge, and as many before it as there are lines for, evenly chosen. */
	private ridgesOf(series: MediaSeries, {step, cols, rows}: MediaWish): MediaView {
		const last = series.indexOf(step);
		const count = Math.min(last + 1, Math.max(2, Math.min(24, rows)));
		const indices = Array.from({length: count}, (_, i) => (count === 1 ? last : Math.round((last * i) / (count - 1))));
		const distributions = indices.flatMap(index => {
			const content = this.contentAt(series, index);
			return content?.kind === 'histogram' ? [{step: series.stepAt(index), ...content}] : [];
		});
		const ridges = makeRidges(distributions, cols * 2);
		return ridges === null ? {kind: 'missing', why: 'Nothing was counted'} : {kind: 'ridges', ridges};
	}

	private contentAt(series: MediaSeries, index: number): MediaContent | null {
		if (index < 0) return null;
		const {file, offset, bytes} = series.at(index);
		const whole = () =>
			series.kind === 'file' ? this.files.readRange(file, 0, headBytes) : this.files.readWhole(file, mostBytes);
		const found = bytes === 0 ? whole() : this.files.readRange(file, offset, bytes);
		return found === null ? null : series.decode(found);
	}

	private load(): void {
		if (this.isLoading) return;
		this.isLoading = true;
		void import('../../encodings/images/image.ts').then(async ({loadDecoder}) => {
			this.decode = await loadDecoder();
			this.onReady();
		});
	}
}

function stepsAround(series: MediaSeries, step: number | null): Pick<MediaAnswer, 'step' | 'index' | 'count' | 'near'> {
	const index = series.indexOf(step);
	const from = Math.max(0, index - mostNear);
	const to = Math.min(series.length, index + mostNear + 1);
	const near = Array.from({length: to - from}, (_, i) => series.stepAt(from + i));
	return {step: series.stepAt(index), index, count: series.length, near};
}
