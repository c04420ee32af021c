declare module 'pngjs' {
	export interface DecodedPng {
		width: number;
		height: number;
		/** RGBA, eight bits each. */
		data: Uint8Array;
	}
	export const PNG: {
		new (size: {width: number; height: number}): DecodedPng;
		sync: {read(bytes: Uint8Array): DecodedPng; write(image: DecodedPng): Uint8Array};
	};
}
