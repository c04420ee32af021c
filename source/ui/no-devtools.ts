export const connectToDevTools = () => {};
export default {connectToDevTools, initialize() {}};
