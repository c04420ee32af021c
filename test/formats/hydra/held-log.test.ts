import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {JsonObject} from '../../../source/core/run.ts';
import {holdsLogOpen} from '../../../source/formats/hydra/held-log.ts';

const here = '/exp/outputs/2026-11-21/10-00-00';
const file = {class: 'logging.FileHandler', filename: `\${hydra.runtime.output_dir}/\${hydra.job.name}.log`};

function held(
	handlers: JsonObject,
	used: JsonObject[string] = ['console', 'file'],
	runtime: JsonObject = {output_dir: here},
): boolean {
	const own = {
		hydra: {runtime, job_logging: {root: {handlers: used}, handlers: {console: {class: 'logging.StreamHandler'}, ...handlers}}},
	};
	return holdsLogOpen(own, here);
}

test('a job holds its log open where Hydra has installed the handler that does, and the job is at work in this directory', () => {
	assert.ok(held({file}));
	assert.ok(held({file: {...file, filename: `\${hydra.job.name}.log`}}), 'before 1.2');
	assert.ok(held({file}, ['file'], {cwd: '/exp'}), 'of which the directory is not told, below where it was started');
	const others: [string, boolean][] = [
		['another file', held({file: {...file, filename: '/var/log/train.log'}})],
		['another handler', held({file: {...file, class: 'logging.handlers.RotatingFileHandler'}})],
		['one that opens it late', held({file: {...file, delay: true}})],
		['one that is not used', held({file}, ['console'])],
		['no handlers', held({file: 'none'}, 'file')],
		['a copy of the directory', held({file}, ['file'], {output_dir: '/old/outputs/a'})],
		['a copy elsewhere', held({file}, ['file'], {cwd: '/old'})],
		['a place that nobody knows', held({file}, ['file'], {})],
	];
	for (const [which, isHeld] of others) assert.equal(isHeld, false, which);
	assert.equal(holdsLogOpen({}, here), false);
	assert.equal(holdsLogOpen({hydra: {runtime: {output_dir: here}}}, here), false);
});
