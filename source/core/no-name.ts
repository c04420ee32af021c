/** What a metric is called whose name is empty, as some trackers allow: nobody could see or ask for it otherwise. */
export const noName = '(no name)';
