/** A tiny multilayer perceptron (2 → hidden → hidden → 1, tanh, logistic loss), trained by plain gradient descent on two spirals. */

export interface Sample {
	x: [number, number];
	y: 0 | 1;
}

/** Random numbers in [0, 1) from a seed: the mulberry32 generator. */
export function makeRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), state | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Points on two spirals that wind around each other, with noise: hard enough to take a few thousand steps. */
export function makeSpirals(count: number, random: () => number): Sample[] {
	return Array.from({length: count}, (_, i) => {
		const y = (i % 2) as 0 | 1;
		const radius = 0.1 + 0.9 * random();
		const angle = radius * 5 + y * Math.PI;
		const noise = () => (random() - 0.5) * 0.12;
		return {x: [radius * Math.cos(angle) + noise(), radius * Math.sin(angle) + noise()], y};
	});
}

interface LayerWeights {
	inputs: number;
	outputs: number;
	weights: Float64Array;
	biases: Float64Array;
}

export class Network {
	private readonly layers: LayerWeights[];

	constructor(hidden: number, random: () => number) {
		const sizes = [2, hidden, hidden, 1];
		this.layers = sizes.slice(1).map((outputs, i) => {
			const inputs = sizes[i]!;
			const scale = Math.sqrt(2 / inputs);
			return {
				inputs,
				outputs,
				weights: Float64Array.from({length: inputs * outputs}, () => (random() * 2 - 1) * scale),
				biases: new Float64Array(outputs),
			};
		});
	}

	/** Activations of every layer, the input first; the last one is the logit. */
	private forward(input: readonly number[]): number[][] {
		const activations: number[][] = [[...input]];
		this.layers.forEach((layer, index) => {
			const before = activations[index]!;
			const out: number[] = [];
			for (let o = 0; o < layer.outputs; o++) {
				let sum = layer.biases[o]!;
				for (let i = 0; i < layer.inputs; i++) sum += layer.weights[o * layer.inputs + i]! * before[i]!;
				out.push(index === this.layers.length - 1 ? sum : Math.tanh(sum));
			}
			activations.push(out);
		});
		return activations;
	}

	/** Mean logistic loss and accuracy over samples. */
	evaluate(samples: readonly Sample[]): {loss: number; accuracy: number} {
		let loss = 0;
		let right = 0;
		for (const {x, y} of samples) {
			const logit = this.forward(x).at(-1)![0]!;
			loss += Math.max(logit, 0) - logit * y + Math.log1p(Math.exp(-Math.abs(logit)));
			if (logit > 0 === (y === 1)) right++;
		}
		return {loss: loss / samples.length, accuracy: right / samples.length};
	}

	/** One step of gradient descent with weight decay on a batch; returns the norm of the gradient. */
	step(batch: readonly Sample[], learningRate: number, weightDecay: number): number {
		const gradients = this.layers.map(({weights, biases}) => ({
			weights: new Float64Array(weights.length),
			biases: new Float64Array(biases.length),
		}));
		for (const sample of batch) this.addGradient(sample, gradients, 1 / batch.length);
		let norm = 0;
		this.layers.forEach((layer, index) => {
			for (const [values, changes] of [
				[layer.weights, gradients[index]!.weights],
				[layer.biases, gradients[index]!.biases],
			] as const) {
				for (let i = 0; i < values.length; i++) {
					norm += changes[i]! ** 2;
					values[i]! -= learningRate * (changes[i]! + weightDecay * values[i]!);
				}
			}
		});
		return Math.sqrt(norm);
	}

	private addGradient({x, y}: Sample, gradients: {weights: Float64Array; biases: Float64Array}[], scale: number): void {
		const activations = this.forward(x);
		let delta = [(1 / (1 + Math.exp(-activations.at(-1)![0]!)) - y) * scale];
		for (let index = this.layers.length - 1; index >= 0; index--) {
			const layer = this.layers[index]!;
			const before = activations[index]!;
			const next: number[] = new Array(layer.inputs).fill(0);
			for (let o = 0; o < layer.outputs; o++) {
				gradients[index]!.biases[o]! += delta[o]!;
				for (let i = 0; i < layer.inputs; i++) {
					gradients[index]!.weights[o * layer.inputs + i]! += delta[o]! * before[i]!;
					next[i]! += layer.weights[o * layer.inputs + i]! * delta[o]!;
				}
			}
			delta = next.map((value, i) => value * (1 - before[i]! ** 2));
		}
	}
}
