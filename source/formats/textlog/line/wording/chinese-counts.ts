/** "第3轮", "第 3 轮训练", "第3/10轮", "第3个epoch", "第3次迭代", "第3个batch": the number stands within the word that says what it counts. */
const counted =
	/第\s*(\d+)(\s*\/\s*\d+)?\s*(?:个\s*)?(轮|次迭代|epoch|batch|step|iteration)(?:训练|迭代|测试|次)?(?:结束|开始)?(?:后|时|中|上)?的?/gi;
/** What a line of a training has beside that: crawlers, games and tests of a load go round by round too, and services have access and accounts. */
const ofTraining =
	/loss|(?<![a-z])(?:acc(?!ess|ount|ept)|epoch|batch|iter|reward|f1|auc|mse)|训练|验证|测试[集损]|损失|确率|召回率|精度|误差|奖励/i;
/** "训练次数：100，Loss：2.5" of a tutorial, "轮次 [3/50], 训练损失: 0.5", "轮次 3/50 | 训练损失: 0.5"; without a result behind it "迭代次数: 1000" is a setting. */
const countedBefore =
	/(?<![\p{Script=Han}\w])(训练次数|迭代次数|轮次)\s*(?::\s*\[?|\[|(?=\d+\s*\/))(\d+)(\s*\/\s*\d+)?\]?(?=[\s,;；|、].*(?:loss|(?<![a-z])(?:acc(?!ess|ount|ept)|reward|f1|auc|mse)|损失|确率|召回率|误差|奖励)\D*\d)/iu;
/** "当前epoch:3/50", "当前轮次：3": that it is the one of now goes without saying. */
const current = /当前\s*(?=(?:epoch|batch|step|iter(?:ation)?|轮次|迭代次数|训练次数)\s*[:：]?\s*[[\d])/gi;
/** "准确率为0.9", "loss为：0.9": where a name ends and its value begins. */
const isOfValue = /(?:为|是)\s*:?\s*(?=[-+]?\d)/g;
const names = new Map([
	['轮', 'epoch'],
	['轮次', 'epoch'],
	['次迭代', 'iteration'],
	['训练次数', 'step'],
	['迭代次数', 'step'],
]);

/** A line of Chinese words with its counters as other languages say them: "epoch 3 loss: 0.5" of "第3轮的loss为0.5". */
export function withChineseCounts(text: string): string {
	const line = text.includes('当前') ? text.replaceAll(current, ' ') : text;
	const isBefore = line.includes('次');
	if ((!isBefore && !line.includes('第')) || !ofTraining.test(line)) return line;
	const said = line.replaceAll('：', ':').replaceAll('，', ',');
	const before = isBefore
		? said.replace(countedBefore, (_, word: string, value: string, total = '') => ` ${names.get(word)!} ${value}${total} `)
		: said;
	const told = before.replaceAll(
		counted,
		(_, value: string, total = '', word: string) => ` ${names.get(word) ?? word} ${value}${total} `,
	);
	return told === said ? line : told.replaceAll(isOfValue, ': ');
}
