import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findDeadLinks} from '../../../source/engine/discovery/dead-links.ts';
import type {Claim} from '../../../source/formats/format.ts';
import {MemoryFiles} from '../../formats/memory-files.ts';

const links = {
	'metrics.csv': '/gone',
	'mlflow.db': '../gone/mlflow.db',
	'study.db': 'study.db',
	'project.db': '/gone',
	'notes.txt': '/gone',
};
const claim = (format: string, path: string): Claim => ({format, path, files: [path], ownsSubtree: false});

function find(claims: Claim[], isOfRun = false) {
	const files = new MemoryFiles();
	const entries = Object.entries(links).map(([name, target]) => {
		files.links.set(`/exp/${name}`, target);
		return {name, kind: 'other' as const, isLink: true};
	});
	entries.push({name: 'pipe.db', kind: 'other', isLink: false}, {name: 'loss.csv', kind: 'other', isLink: true});
	files.links.set('/exp/train_metrics.csv', '/back');
	files.write('/exp/train_metrics.csv', '');
	entries.push({name: 'train_metrics.csv', kind: 'other', isLink: true});
	return findDeadLinks({path: '/exp', entries, isOfRun}, claims, files).map(({file, message}) => `${file}: ${message}`);
}

test('a link to nothing under the name of a run’s table or of a store is named with what it leads to', () => {
	assert.deepEqual(find([]), [
		'/exp/metrics.csv: This link leads nowhere: there is no /gone. If it held runs, they are not shown',
		'/exp/mlflow.db: This link leads nowhere: there is no ../gone/mlflow.db. If it held runs, they are not shown',
		'/exp/study.db: This link leads nowhere: it leads to itself. If it held runs, they are not shown',
	]);
});

test('beside a project of trackio any database is one, and a run’s own directory is left to its check', () => {
	assert.equal(find([claim('trackio', '/exp/other.db')]).length, 4);
	assert.deepEqual(find([claim('hydra', '/exp')]), []);
	assert.deepEqual(find([], true), []);
});
