import {isMetricName} from '../../../plain/names/telling.ts';
import {isMeasured} from '../../../plain/names/told-names.ts';
import {isResultName} from '../../rows/result-names.ts';
import {byForm} from '../by-form.ts';

/**
 * One value, named before the place that it is of: "Training loss (for one batch) at step 200: 0.52" of Keras's guides, "Accuracy at step 10: 0.98" of
 * TensorFlow's tutorials, "Score at iteration 10 is 1.2" of DL4J, "Cost after iteration 100: 0.58" of courses, "Loss after 3 epochs: 0.5", "The loss for
 * epoch 3 is 0.5". What is best or was saved is told of an earlier place, and "Average reward after 100 episodes" of those of an evaluation.
 */
const valueAt = byForm(
	/^\s*(?!.*\b(?:best|max|maximum|min|minimum|highest|lowest|final|last|previous|saved?|saving)\b)(?:the )?([A-Za-z][\w@./-]*(?: [A-Za-z][\w@./-]*){0,2})(?: \([A-Za-z ]+\))? (?:(?:at|after|for) ((?:global[_ ]?)?step|epoch|iteration|iter|episode|(?:mini-?)?batch) +(\d+)|after (\d+) (step|epoch|iteration|iter|batch|update)(?:e?s)?)(?: is|:| =) ([-+]?(?:\d+\.\d+(?:e[-+]?\d+)?|nan|inf)%?)$/i,
);

/**
 * What a test came to, as tutorials and vision transformers say it: "Accuracy of the network on the 10000 test images: 55 %", "Test Accuracy of the
 * model on the 10000 test images: 97.2 %", "Accuracy on test set: 95%", "Accuracy on Test-Set: 95.0% (9500 / 10000)".
 */
const accuracyOn = byForm(
	/^\s*(?:the )?(?:(?:final )?(test|validation|val|train|training) )?accuracy(?: of the (?:network|model))?(?: on (?:the )?(?:\d+ )?(test|validation|val|train|training)(?:ing)?[ -](?:images?|set|data|dataset|samples|examples))(?: is |: ?| = ?)(\d+(?:\.\d+)? ?%?)\.?(?: \(\d+ ?\/ ?\d+\))?$/i,
);

/** "1m 20s (- 18m 42s) (5000 6%) 2.8571" of PyTorch's tutorial on translation: what is left, the iteration, and the loss. */
const lossBehindTime = byForm(/^\d+m \d+s \(- ?-?\d+m -?\d+s\) \((\d+) \d+%\) (\d+\.\d+)$/);
/** "Mean test loss of 30 batches: 1.25." of 2s-AGCN and the GCNs for skeletons that were made from it. */
const lossOfBatches = byForm(
	/^\s*(mean (?:test|val(?:idation)?|train(?:ing)?) loss) of \d+ batches: (\d+(?:\.\d+)?(?:e[-+]?\d+)?|nan|inf)\.?$/i,
);

/** "loss -> 0.25", "Test accuracy => 91.5%", "Val loss ..... 0.5": an arrow or dots lead to the only value. */
const behindArrow = byForm(
	/^[-*•\s]*([A-Za-z](?:[\w@/-]|\.(?!\.))*(?: [A-Za-z](?:[\w@/-]|\.(?!\.))*){0,2})\s*(?:-+>|=+>|→|\.{3,}:?)\s*([-+]?(?:\d+\.\d+(?:e[-+]?\d+)?|nan|inf)%?)$/i,
);

/** What a sentence tells of one value as counters and pairs say it: "step 200 Training loss: 0.52"; null for every other line. */
export function toldInWords(line: string): string | null {
	const told = accuracyOn.exec(line);
	if (told !== null) return `${told[1] ?? told[2]} accuracy: ${told[3]}`;
	const ofBatches = lossOfBatches.exec(line);
	if (ofBatches !== null) return `${ofBatches[1]}: ${ofBatches[2]}`;
	const arrow = behindArrow.exec(line);
	if (arrow !== null && isMeasured(arrow[1]!.replaceAll(' ', '_'))) return `${arrow[1]}: ${arrow[2]}`;
	const found = valueAt.exec(line);
	const behind = found === null ? lossBehindTime.exec(line) : null;
	if (behind !== null) return `iteration ${behind[1]} loss: ${behind[2]}`;
	if (found === null) return null;
	const [, name, counter = found[5]!, place = found[4], , , value] = found;
	if (!isMetricName(name!) && !isResultName(name!)) return null;
	return `${counter.replace(/^mini-?/i, '')} ${place} ${name}: ${value}`;
}
