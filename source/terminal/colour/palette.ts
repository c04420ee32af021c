import {bold, inverse, type Role, underline} from '../../draw/style.ts';
import type {Rgb} from './rgb.ts';

/** Colours of the roles on a dark and on a light background. They read on black, white and both Solarized: a test computes the contrast. */
export const palette: Readonly<Record<Exclude<Role, 'default'>, readonly [dark: Rgb, light: Rgb]>> = {
	dim: [0x8b949e, 0x66707a],
	accent: [0x58b0ff, 0x0b62c4],
	border: [0x6b7682, 0x8c959f],
	focus: [0x58b0ff, 0x0b62c4],
	good: [0x56c271, 0x1a7f37],
	warn: [0xe3b341, 0x8a5d00],
	bad: [0xff7b72, 0xc5202c],
	info: [0x79c0ff, 0x0759b0],
	match: [0xffd866, 0x8f3f00],
	selection: [0x30363d, 0xe2e7ec],
	chip: [0x2a3340, 0xe6ebf2],
	better: [0x56c271, 0x1a7f37],
	worse: [0xff7b72, 0xc5202c],
	axis: [0x8b949e, 0x66707a],
	grid: [0x57616c, 0xa9b1ba],
	// Okabe and Ito's eight colours for all kinds of colour vision (jfly.uni-koeln.de/color), lightened or darkened until they read.
	run1: [0x56b4e9, 0x1f78ad],
	run2: [0xe69f00, 0xa86400],
	run3: [0x1fb58b, 0x007a5a],
	run4: [0xd892b8, 0xa04a7f],
	run5: [0xf0e442, 0x7d7400],
	run6: [0xf07b30, 0xc24e00],
	run7: [0x6c9dff, 0x0a4f9e],
	run8: [0xc4c9cf, 0x40464d],
};

/** Of xterm's 256 colours, where the nearest would be a neighbour's or another hue. */
export const indexed: Readonly<Partial<Record<Role, readonly [dark: number, light: number]>>> = {
	good: [77, 28],
	better: [77, 28],
	bad: [203, 160],
	worse: [203, 160],
	run2: [214, 130],
	run5: [227, 100],
	run6: [202, 166],
	run7: [69, 25],
};

/** What a role is where there are 16 colours: an SGR foreground (31 to 36; the bright ones are greys in Solarized) and attributes. */
export interface PlainLook {
	color?: number;
	attributes?: number;
}

const faint = {attributes: 2};

/** 16 colours: blue does not read on black, yellow and cyan not on white. */
export const plainPalette: Readonly<Record<Exclude<Role, 'default'>, readonly [dark: PlainLook, light: PlainLook]>> = {
	dim: [faint, faint],
	accent: [{color: 36}, {color: 34}],
	border: [faint, faint],
	focus: [{color: 36}, {color: 34}],
	good: [{color: 32}, {color: 32}],
	warn: [{color: 33}, {color: 35}],
	bad: [{color: 31}, {color: 31}],
	info: [{color: 36}, {color: 34}],
	match: [
		{color: 33, attributes: underline},
		{color: 35, attributes: underline},
	],
	selection: [{attributes: inverse}, {attributes: inverse}],
	chip: [{attributes: underline}, {attributes: underline}],
	better: [{color: 32}, {color: 32}],
	worse: [{color: 31}, {color: 31}],
	axis: [faint, faint],
	grid: [faint, faint],
	run1: [{color: 36}, {color: 34}],
	run2: [{color: 33}, {color: 31}],
	run3: [{color: 32}, {color: 32}],
	run4: [{color: 35}, {color: 35}],
	run5: [{attributes: bold}, {attributes: bold}],
	run6: [{color: 31}, {color: 36}],
	run7: [{color: 34}, {color: 33}],
	run8: [faint, faint],
};

/** Without colour: only bold, inverse and underline. */
export const monochrome: Readonly<Partial<Record<Role, number>>> = {
	accent: bold,
	focus: bold,
	warn: bold,
	bad: bold,
	match: underline,
	selection: inverse,
	chip: underline,
	run1: bold,
};
