/** As many texts are kept with their answers. */
const mostKept = 10_000;

/** The same question, asked once of each text: logs and tables repeat their names and words in every row. The same text has the same answer. */
export function askedOnce<Answer>(ask: (text: string) => Answer): (text: string) => Answer {
	const answers = new Map<string, Answer>();
	return text => {
		let answer = answers.get(text);
		if (answer === undefined) {
			answer = ask(text);
			if (answers.size < mostKept) answers.set(text, answer);
		}
		return answer;
	};
}
