/** Resolves after everything that promises have queued by now. Handed to `VirtualClock.run` as `afterEvent`. */
export function nextMacrotask(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}
