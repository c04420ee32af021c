/** Word by which this program starts itself as the runner of a prepared run, which comes on its standard input. */
export const runnerVerb = '__run';

/** The words for that. */
export const runnerCommand = (): [string, ...string[]] => [process.execPath, process.argv[1]!, runnerVerb];

/** Word by which a keeper starts this program to go on with a run whose runner was killed. */
export const adopterVerb = '__adopt';

/** The words for that. */
export const adopterCommand = (): string[] => [process.execPath, process.argv[1]!, adopterVerb];

/** Word by which a screen starts this program as the process that acts for it. */
export const helperVerb = '__act';

/** The words for that. */
export const helperCommand = (): [string, ...string[]] => [process.execPath, process.argv[1]!, helperVerb];

/** Word by which a runner starts this program as the parent of the run's. */
export const waiterVerb = '__wait';

/** The words for that. */
export const waiterCommand = (): [string, ...string[]] => [process.execPath, process.argv[1]!, waiterVerb];
