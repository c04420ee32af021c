import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isOfSeveral, isRanked} from '../../../../source/formats/csv/claim/several-trainings.ts';
import {read} from '../read-table.ts';

test('losses without steps are a course, also of what is called a tuning of prompts or an ablation', () => {
	const losses = 'loss,val_loss\n1,0.5\n2,0.25\n';
	for (const [name, content] of Object.entries({
		'fine_tuning_loss.csv': losses,
		'prompt_tuning_loss.csv': 'loss,val_loss,lr\n1,0.5,0.1\n2,0.25,0.1\n',
		'ablation_no_dropout_loss.csv': losses,
	}))
		assert.equal(read(content, `/runs/a/${name}`).points('loss').length, 2, name);
	assert.ok(isOfSeveral('lr_tuning', ['lr', 'loss']) && isOfSeveral('ablation', ['variant', 'loss']));
});

test('the rank of a process comes again, that of a result does not', () => {
	const names = ['rank', 'loss'];
	assert.equal(read('rank,loss,acc\n0,1,0.5\n0,2,0.25\n', '/runs/a/train_loss.csv').points('acc').length, 2);
	assert.deepEqual(
		[
			isRanked(names, [[1, 0.5]]),
			isRanked(names, [
				[1, 0.5],
				[2, 0.6],
			]),
		],
		[true, true],
	);
});
