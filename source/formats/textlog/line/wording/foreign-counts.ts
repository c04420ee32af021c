import {byForm} from '../by-form.ts';

/** What epochs, iterations and episodes are called by those who print in their own language. */
const words: readonly [word: string, name: string][] = [
	['эпоха|época|epoca|époque|epoche|epoka|에폭|에포크|エポック', 'Epoch'],
	['итерация|iteración|iteração|iterazione|itération|반복|イテレーション', 'Iteration'],
	['эпизод|episodio|episódio|épisode|에피소드|エピソード', 'Episode'],
];
/** What stands before the one that was best, which is told of an earlier row. */
const best = 'melhor|mejor|migliore?|meilleure|beste|лучшая|najlepsza|최고|최적';
const counted = new RegExp(
	`(?<![\\p{L}\\d])(?:(${best}) )?(?:${words.map(([word]) => `(${word})`).join('|')})(?=[ :#№[(]{0,3}\\d)`,
	'giu',
);
const hasCounted = byForm(new RegExp(counted, 'iu'));
/** "Época 3 de 10": how many there will be. */
const ofTotal = /((?:Epoch|Iteration|Episode)[ :#№[(]{0,3}\d+) (?:de|di|sur|von|из|z) (?=\d)/g;

/** A line whose counter is named in another language as English logs name it: "Epoch 3/10 | Perda: 0.5" of "Época 3/10 | Perda: 0.5". */
export function withEnglishCounts(line: string): string {
	if (!hasCounted.test(line)) return line;
	const said = line.replaceAll(counted, (_, ofBest: string | undefined, ...found: string[]) => {
		const [, name] = words.find((__, i) => found[i] !== undefined)!;
		return ofBest === undefined ? name : `Best ${name}`;
	});
	return said.replaceAll(ofTotal, '$1 of ');
}
