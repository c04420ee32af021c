/** Sets a key of a plain object that was read from a file, also one called `__proto__`. */
export function setKey<Value>(object: Record<string, Value>, key: string, value: Value): void {
	if (key === '__proto__') Object.defineProperty(object, key, {value, enumerable: true, writable: true, configurable: true});
	else object[key] = value;
}
