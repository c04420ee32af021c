/** Names that trackers and logs spell in different ways: "val/loss", "val_loss". */
export const spelled = (name: string): string => name.toLowerCase().replace(/[^\p{L}\d]+/gu, ' ');
