/** What a logged object is to a person, by wandb's `_type` (wandb/sdk/data_types). */
export type MediaSort = {kind: 'histogram' | 'image' | 'table'} | {kind: 'file'; what: string};

/** Objects that are named and not shown, of one file and of several. */
const others: Readonly<Record<string, string>> = {
	'audio-file': 'Audio',
	audio: 'Audio',
	'video-file': 'Video',
	videos: 'Video',
	'html-file': 'Web page',
	html: 'Web page',
	'object3D-file': '3D object',
	'plotly-file': 'Plotly figure',
	'bokeh-file': 'Bokeh figure',
	'molecule-file': 'Molecule',
};

/** Null for what has no file of its own. Moving pictures are shown where they are such that can be decoded. */
export function sortOf(type: string, file: string): MediaSort | null {
	if (type === 'histogram') return {kind: 'histogram'};
	if (type === 'image-file' || type === 'images/separated' || (/video/.test(type) && /\.(gif|webp)$/i.test(file)))
		return {kind: 'image'};
	if (type === 'table-file' || type === 'incremental-table-file') return {kind: 'table'};
	const what = others[type];
	return what === undefined ? null : {kind: 'file', what};
}
