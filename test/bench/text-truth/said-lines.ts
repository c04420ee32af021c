import type {Kind, LogWriter} from './log-writer.ts';

/** Lines as people print them once an epoch or every hundred steps: "@" is the epoch or step, "#" of how many, A, B and C are the values of the names. */
type Said = readonly [lines: string, a: string, b?: string, c?: string];

const ofEpochs: readonly Said[] = [
	['Epoch @/#, Loss: A', 'loss'],
	['Epoch [@/#], Train Loss: A, Val Loss: B', 'train loss', 'val loss'],
	['Epoch @: Train Loss = A, Val Loss = B, Val Acc = C', 'train loss', 'val loss', 'val acc'],
	['Epoch @/#.. Train loss: A.. Test loss: B.. Test accuracy: C', 'train loss', 'test loss', 'test accuracy'],
	['epoch @ loss A val_loss B', 'loss', 'val_loss'],
	['epoch:@,loss:A,val_loss:B', 'loss', 'val_loss'],
	['[@/#] loss=A val_loss=B', 'loss', 'val_loss'],
	['(@/#) Loss: A | Val Loss: B', 'loss', 'val loss'],
	['Epoch @ finished. Average loss: A', 'average loss'],
	['Loss after epoch @: A', 'loss'],
	['The loss for epoch @ is A', 'loss'],
	['Epoch @\nloss A val_loss B', 'loss', 'val_loss'],
	['Epoch @\ntrain_loss A\nval_loss B', 'train_loss', 'val_loss'],
	['Starting epoch @...\ntrain loss: A\nval loss: B\nval acc: C', 'train loss', 'val loss', 'val acc'],
	['== Epoch @ ==\nTrain: loss=A\nVal: loss=B acc=C', 'train loss', 'val loss', 'val acc'],
	['Training epoch @\nloss: A\nValidating epoch @\nloss: B', 'loss', 'val loss'],
	['Epoch @ -- train loss: A -- val loss: B', 'train loss', 'val loss'],
	['Epoch @ -> loss A, val_loss B', 'loss', 'val_loss'],
	["Epoch @: {'loss': A, 'val_loss': B}", 'loss', 'val_loss'],
	['{"epoch": @, "loss": A, "val_loss": B}', 'loss', 'val_loss'],
	['Epoch @: loss=tensor(A, grad_fn=<NllLossBackward0>)', 'loss'],
	['[TRAIN] epoch: @ loss: A\n[VALID] epoch: @ loss: B acc: C', 'loss', 'valid loss', 'valid acc'],
	['Epoch @ summary:\n  - Train Loss: A\n  - Val Loss: B', 'train loss', 'val loss'],
	['Epoch @ | MSE Train: A | MSE Val: B', 'mse train', 'mse val'],
	['Epoch-@: loss: A', 'loss'],
	['Epoch @ Loss A LearningRate 0.0010 Accuracy: B', 'loss', 'accuracy'],
];

const ofSteps: readonly Said[] = [
	['Step @ loss A', 'loss'],
	['@: loss A', 'loss'],
	['iteration @/#: loss=A', 'loss'],
	['[@/#] loss: A', 'loss'],
	['Cost after iteration @: A', 'cost'],
	['step=@ loss=A val_loss=B', 'loss', 'val_loss'],
	['global_step: @ | loss: A | lr: 1e-4', 'loss'],
	['Step @\nTraining loss: A\nValidation loss: B', 'training loss', 'validation loss'],
	['Batch @/# loss: A', 'loss'],
	['Episode @/# | Reward: B | Loss: A', 'loss', 'reward'],
	['Update @: policy_loss A value_loss B', 'policy_loss', 'value_loss'],
	['@/# loss=A lr=0.001', 'loss'],
	['Step @ of #: loss = A', 'loss'],
	['step @ loss A\nval_loss B', 'loss', 'val_loss'],
];

function write(log: LogWriter, [lines, ...names]: Said, count: number, each: number): void {
	for (let at = 1; at <= count; at++) {
		const step = at * each;
		const part = at / count;
		const values = names.map((name, i) => log.value(name!, step, i === 2 ? log.accuracy(part) : log.loss(part)));
		const filled = lines.replaceAll(/[@#]|(?<![A-Za-z])[ABC](?![A-Za-z])/g, mark =>
			mark === '@' ? String(step) : mark === '#' ? String(count * each) : values['ABC'.indexOf(mark)]!,
		);
		log.put(filled);
	}
}

const kindsOf = (all: readonly Said[], count: number, each: number): Kind[] =>
	all.map(said => ({name: said[0].replaceAll('\n', ' / '), isPrefixed: true, write: log => write(log, said, count, each)}));

export const saidLines: readonly Kind[] = [...kindsOf(ofEpochs, 6, 1), ...kindsOf(ofSteps, 20, 100)];
