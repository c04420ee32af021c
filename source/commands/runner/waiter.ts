// The start of a run's waiter, by itself: whoever loads it loads nothing else.
export {runAsWaiter} from '../../launch/waiter.ts';
