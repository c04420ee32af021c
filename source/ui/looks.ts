import type {Action} from '../actions/action.ts';
import type {State} from '../store/state.ts';
import type {Menu, Prompt} from '../store/view.ts';
import {lookOfMenu, type MenuLook} from './prompts/menu-look.ts';
import {lookOfPrompt, type PromptLook} from './prompts/prompt-look.ts';
import type {Brush, Size} from './scene.ts';

/**
 * What prompts and menus say, made by the screen: Ink is a bundle of its own, in which the store's selectors would be other ones, that
 * read all runs once more and remember them apart.
 */
export interface Looks {
	prompt: (state: State, prompt: Prompt, size: Size, brush: Brush) => PromptLook;
	menu: (state: State, menu: Menu, size: Size, brush: Brush, actions: readonly Action[]) => MenuLook;
}

export const looks: Looks = {prompt: lookOfPrompt, menu: lookOfMenu};
