declare module '@jsquash/webp/codec/dec/webp_dec.wasm' {
	const code: Uint8Array;

	export = code;
}

declare module '@jsquash/webp/codec/dec/webp_dec.js' {
	interface Decoder {
		/** Null where the bytes are no picture that it knows. */
		decode(bytes: Uint8Array): {width: number; height: number; data: Uint8ClampedArray<ArrayBuffer>} | null;
	}
	interface Options {
		noInitialRun: boolean;
		instantiateWasm: (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) => WebAssembly.Exports;
	}
	function makeDecoder(options: Options): Promise<Decoder>;

	export = makeDecoder;
}

/** Node has it; its types only say what it gives. */
declare const WebAssembly: {
	Module: new (bytes: Uint8Array) => WebAssembly.Module;
	Instance: new (module: WebAssembly.Module, imports: WebAssembly.Imports) => WebAssembly.Instance;
};
