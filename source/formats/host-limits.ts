/** How deep and how widely the directory of a run is looked through for what its program wrote: it may hold a copy of a whole project, with its runs. */
export const deepestInRun = 12;
export const mostDirectoriesInRun = 400;
