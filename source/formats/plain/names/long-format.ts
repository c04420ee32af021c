/** Tables and lines in the long format: each holds one value and the name of its metric, `step,metric,value`. */

const nameKeys = /^(?:metric|metric_?name|name|key|tag|variable|series)$/i;

/** True for what the name of the metric is called. */
export const isMetricNameKey = (name: string): boolean => nameKeys.test(name.trim());

/** True for what its value is called. */
export const isMetricValueKey = (name: string): boolean => /^(?:value|metric_?value|scalar)$/i.test(name.trim());
