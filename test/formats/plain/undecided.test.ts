import assert from 'node:assert/strict';
import {test} from 'node:test';
import {csvFormat} from '../../../source/formats/csv/index.ts';
import {jsonlFormat} from '../../../source/formats/jsonl/index.ts';
import {textlogFormat} from '../../../source/formats/textlog/index.ts';
import {MemoryFiles} from '../memory-files.ts';

function undecided(contents: Record<string, string>) {
	const files = new MemoryFiles();
	for (const [name, content] of Object.entries(contents)) files.write(`/a/${name}`, content);
	const listing = {path: '/a', entries: files.list('/a')};
	return [csvFormat, jsonlFormat, textlogFormat].map(format =>
		format.undecided!(listing, files, format.detect(listing, files)).map(path => path.slice(3)),
	);
}

test('names small files that may become a run once they grow', () => {
	assert.deepEqual(undecided({'train.log': 'loading data\n', 'curve.csv': '', 'x.jsonl': ''}), [
		['curve.csv'],
		['x.jsonl'],
		['train.log'],
	]);
});

test('names neither what is claimed, nor what is large, nor what could never be one', () => {
	const large = 'a,b\n'.repeat(100_000);
	assert.deepEqual(
		undecided({'train.log': 'step 1 loss 2\n', 'data.csv': large, 'requirements.txt': '', 'notes.txt': '', 'a.py': ''}),
		[[], [], []],
	);
});

test('a file that another format has taken may still become one of its own', () => {
	const files = new MemoryFiles().write('/a/curve.csv', '');
	const taken = (format: string) => [{format, path: '/a', files: ['/a/curve.csv'], ownsSubtree: false}];
	const left = (format: string) => csvFormat.undecided!({path: '/a', entries: files.list('/a')}, files, taken(format));
	assert.deepEqual(left('other'), ['/a/curve.csv']);
	assert.deepEqual(left('csv'), []);
});
