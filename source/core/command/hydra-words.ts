/** The words of a command line that Hydra reads: "lr=0.1", "+new=1", "~gone", "hydra/launcher=joblib" (hydra/grammar/OverrideParser.g4). */

const forHydra = /^[+~]*hydra[./]/;
const ofSweep = /^(?:-m|--multirun)$|^[+~]*hydra[./](?:mode|sweep|sweeper|launcher)\b/;
/** An option has no such word as its value: `--config-name big`. */
const override = /^[^-].*=|^~/;

/** True for a word that is meant for Hydra itself, not for the program's config. */
export const isForHydra = (word: string): boolean => forHydra.test(word);

/** Of the words behind a program those that are meant for its config. */
export const typedIn = (words: readonly string[]): string[] => words.filter(word => override.test(word) && !isForHydra(word));

/** True for one that makes several jobs of one process, or starts them elsewhere. */
export const isOfSweep = (word: string): boolean => ofSweep.test(word);

/** A word without the signs that add to the config or take from it. */
export const withoutSigns = (word: string): string => word.replace(/^[+~]+/, '');
