import type {BlockLogHeader} from '../../../encodings/records/block-log.ts';

/** First bytes of a .wandb file. */
export const wandbHeader: BlockLogHeader = {text: ':W&B', magic: 0xbee1, version: 0};
