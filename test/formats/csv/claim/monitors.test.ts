import assert from 'node:assert/strict';
import {test} from 'node:test';
import {csvFormat} from '../../../../source/formats/csv/index.ts';
import {MemoryFiles} from '../../memory-files.ts';

const monitor = '#{"t_start": 1759999994.5}\nr,l,t\n-90.1,81,0.5\n';
const events = 'events.out.tfevents.1760000000.node1.4711.0';

function claimed(contents: Record<string, string>): string[] {
	const files = new MemoryFiles();
	for (const [name, content] of Object.entries(contents)) files.write(`/runs/a/${name}`, content);
	return csvFormat.detect({path: '/runs/a', entries: files.list('/runs/a')}, files).flatMap(claim => claim.files);
}

test('monitors are no run where the event files of the training lie in folders below', () => {
	const monitors = {'0.monitor.csv': monitor, '1.monitor.csv': monitor};
	assert.deepEqual(claimed({...monitors, [`PPO_1/${events}`]: ''}), []);
	assert.deepEqual(claimed({'monitor.csv': monitor, [`CartPole-v1/PPO_1/${events}`]: ''}), []);
	assert.equal(claimed({...monitors, [`a/b/c/${events}`]: ''}).length, 2);
	assert.equal(claimed({...monitors, 'PPO_1/model.zip': ''}).length, 2);
	const earlier = monitor.replace('1759999994.5', '1759996000.5');
	assert.equal(claimed({'monitor.csv': earlier, [`PPO_1/${events}`]: ''}).length, 1, 'of a training that has no event files');
	const later = monitor.replace('1759999994.5', '1760000030.5');
	assert.deepEqual(claimed({'ppo.monitor.csv': monitor, 'dqn.monitor.csv': later, [`PPO_1/${events}`]: ''}), [
		'/runs/a/dqn.monitor.csv',
	]);
});

test('another table than a monitor is a run beside them', () => {
	const table = {'metrics.csv': 'step,loss\n0,2.5\n1,2.25\n'};
	assert.deepEqual(claimed({...table, [`PPO_1/${events}`]: ''}), ['/runs/a/metrics.csv']);
});
